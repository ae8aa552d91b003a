//! Floats rounded once to whole numbers and added to whole numbers: exact, so in any order.

use pulp::Arch;

// x + 1.5*2^52 rounds |x| < 2^51 to the nearest whole number, ties to even, and its bits count from those of 1.5*2^52.
const ROUND: f64 = (3u64 << 51) as f64;
/// A larger number is none of a block of clipped gradients.
pub const LARGEST: u64 = 1 << 44;

/// Adds each float, rounded, times 2^shift.
///
/// Returns whether all were below [`LARGEST`] and all sums stayed within the whole numbers; if not, the sums are
/// worthless.
pub fn add(values: &[f32], shift: u32, sums: &mut [i64]) -> bool {
    Arch::new().dispatch(
        #[inline(always)]
        || {
            let (mut magnitudes, mut overflows) = (0i64, 0i64);
            for (sum, value) in sums.iter_mut().zip(values) {
                let units = ((f64::from(*value) + ROUND).to_bits() as i64)
                    .wrapping_sub(ROUND.to_bits() as i64);
                magnitudes |= units ^ (units >> 63);
                let added = units << shift;
                let next = sum.wrapping_add(added);
                overflows |= (*sum ^ next) & (added ^ next);
                *sum = next;
            }
            (magnitudes as u64) < LARGEST && overflows >= 0
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_to_even_and_shifts() {
        let mut sums = [0i64; 6];
        assert!(add(&[0.5, 1.5, -2.5, 3.7, -0.49, 1e12], 3, &mut sums));
        assert_eq!(sums, [0, 16, -16, 32, 0, 999_999_995_904 << 3]);
    }

    #[test]
    fn says_what_is_no_number_or_too_large() {
        for bad in [
            f32::NAN,
            f32::INFINITY,
            f32::NEG_INFINITY,
            LARGEST as f32,
            -(LARGEST as f32) * 2.0,
            1e30,
        ] {
            assert!(!add(&[1.0, bad], 0, &mut [0, 0]), "{bad}");
        }
    }

    #[test]
    fn says_what_overflows() {
        assert!(!add(&[1.0], 0, &mut [i64::MAX]));
        assert!(!add(&[-1.0], 0, &mut [i64::MIN]));
        assert!(add(&[-1.0], 0, &mut [i64::MAX]));
    }
}
