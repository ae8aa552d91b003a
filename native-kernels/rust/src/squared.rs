//! The squared norm of floats in double: exact squares, so infinite or no number only where an entry is.

use pulp::Arch;

const LANES: usize = 16;

pub fn squared(values: &[f32]) -> f64 {
    Arch::new().dispatch(
        #[inline(always)]
        || {
            let mut lanes = [0f64; LANES];
            let (chunks, rest) = values.as_chunks::<LANES>();
            for chunk in chunks {
                for (lane, value) in lanes.iter_mut().zip(chunk) {
                    *lane += f64::from(*value) * f64::from(*value);
                }
            }
            for (lane, value) in lanes.iter_mut().zip(rest) {
                *lane += f64::from(*value) * f64::from(*value);
            }
            lanes.iter().sum()
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiny_and_huge_count_and_no_number_shows() {
        let many: Vec<f32> = (0..37).map(|i| i as f32).collect();
        assert_eq!(squared(&many), 16206.0);
        assert_eq!(squared(&[1e-45f32; 20]), 20.0 * f64::from(1e-45f32).powi(2));
        assert!(squared(&[f32::MAX; 33]).is_finite());
        assert!(squared(&[1.0, f32::NAN]).is_nan());
        assert_eq!(squared(&[f32::NEG_INFINITY]), f64::INFINITY);
    }
}
