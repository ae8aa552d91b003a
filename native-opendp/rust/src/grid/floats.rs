//! Float vectors: onto the grid, noise, and back, in one call.

use super::mechanism::Bits;
use super::shares::{Threads, noise_each};
use crate::errors::Failure;

/// Rounded values stay within this, up to the product's own rounding, so that noise has room.
const LARGEST: f64 = (1u64 << 62) as f64;

/// Each value rounded to the nearest multiple of `step` (a tie to the even one), with noise of 2^bits steps, as a float.
///
/// Everything is checked before anything is drawn, and nothing says which value failed: that is the patients' business.
/// A sum beyond the floats becomes the largest float. Where it fails otherwise, the values are of no use.
pub fn noise(values: &mut [f32], step: f64, bits: Bits, threads: Threads) -> Result<(), Failure> {
    if !(step >= f64::MIN_POSITIVE && step <= f64::MAX) {
        return Err(Failure::Argument(
            "the grid's step must be a positive, normal number",
        ));
    }
    // NaN is not within anything. No early end: it would tell where the value stands.
    let limit = (LARGEST * step).min(f32::MAX as f64);
    let fits = |fit: bool, value: &f32| fit & ((*value as f64).abs() <= limit);
    if !values.iter().fold(true, fits) {
        return Err(Failure::Argument(
            "every value must be finite and within 2^62 steps of the grid",
        ));
    }
    let encode = move |value: f32| nearest(value as f64 / step);
    let most = f32::MAX as f64;
    let decode = move |noisy: i64| (noisy as f64 * step).clamp(-most, most) as f32;
    noise_each(values, bits, threads, encode, decode)
}

/// The nearest integer, a tie to the even one. Adding 3 2^51 leaves no digits behind the point of a small number, and
/// the processor rounds that sum as wanted; a library call is for the others.
fn nearest(steps: f64) -> i64 {
    const POINT: f64 = (3u64 << 51) as f64;
    if steps.abs() < (1u64 << 50) as f64 {
        (steps + POINT).to_bits() as i64 - POINT.to_bits() as i64
    } else {
        steps.round_ties_even() as i64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noised(values: &[f32], step: f64) -> Result<Vec<f32>, Failure> {
        let mut copy = values.to_vec();
        noise(&mut copy, step, 7.try_into()?, 2.try_into()?)?;
        Ok(copy)
    }

    #[test]
    fn values_come_back_within_the_noise() {
        let values: Vec<f32> = (0..10_000).map(|i| i as f32 * 0.25 - 1000.0).collect();
        let step = 1.0 / 65536.0;
        let noisy = noised(&values, step).unwrap();
        for (noisy, value) in noisy.iter().zip(&values) {
            // 12 sigma of noise, half a step of rounding, and the float's own last bit.
            assert!((noisy - value).abs() < (12.0 * 128.0 + 0.5) * step as f32 + 1e-3);
        }
        let moved = noisy
            .iter()
            .zip(&values)
            .filter(|(noisy, value)| noisy != value);
        assert!(moved.count() > 5_000);
    }

    #[test]
    fn rounds_as_the_library_does() {
        let mut cases = vec![
            0.0,
            -0.0,
            0.5,
            1.5,
            -0.5,
            -1.5,
            2.4,
            -2.6,
            0.49999999999999994,
        ];
        for bits in [20, 49, 50, 51, 52, 61] {
            let large = (1u64 << bits) as f64;
            cases.extend([large, -large, large - 0.5, large + 0.5, -large - 1.5]);
        }
        for case in cases {
            assert_eq!(nearest(case), case.round_ties_even() as i64, "{case}");
        }
    }

    #[test]
    fn rounding_has_no_bias() {
        // At a step of 1 and sigma 128, 1e6 values of 0.5 and 1.5: ties go to 0 and 2, so the mean stays 1.
        let values: Vec<f32> = (0..1_000_000).map(|i| 0.5 + (i % 2) as f32).collect();
        let noisy = noised(&values, 1.0).unwrap();
        let mean = noisy.iter().map(|x| *x as f64).sum::<f64>() / 1e6;
        // Five standard errors: chance alone crosses them once in 1.7 million runs.
        assert!((mean - 1.0).abs() < 5.0 * 0.128, "{mean}");
    }

    #[test]
    fn what_is_no_number_or_too_large_is_refused() {
        for bad in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e38, -1e38] {
            let mut values = vec![0f32; 20_000];
            values[19_999] = bad;
            let refused = noised(&values, 1e-3).unwrap_err();
            assert_eq!(refused.describe().0, "Argument");
        }
        for step in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e-310] {
            assert!(noised(&[1.0], step).is_err());
        }
        assert!(noised(&[], 1.0).is_err());
    }

    #[test]
    fn sums_beyond_the_floats_are_the_largest_float() {
        let noisy = noised(&[f32::MAX; 1000], f32::MAX as f64 / 1e6).unwrap();
        assert!(noisy.iter().all(|value| value.is_finite()));
    }
}
