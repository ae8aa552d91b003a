//! Float vectors: onto the grid, noise, and back, in one call.

use std::thread;

use super::mechanism::{self, Noise};
use crate::errors::Failure;

/// Rounded values stay below this, so that noise has room.
const LARGEST: f64 = (1u64 << 62) as f64;

/// Each value rounded to the nearest multiple of `step` (a tie to the even one), with noise of 2^bits steps, as a float.
///
/// Everything is checked before anything is drawn. A sum beyond the floats becomes the largest float.
pub fn noised(values: &[f32], step: f64, noise: Noise, threads: i32) -> Result<Vec<f32>, Failure> {
    if !(step >= f64::MIN_POSITIVE && step <= f64::MAX) {
        return Err(Failure::Argument(
            "the grid's step must be a positive, normal number",
        ));
    }
    let grid = quantised(values, step, threads.max(1) as usize)?;
    mechanism::release(&grid, noise, move |noisy| {
        (noisy as f64 * step).clamp(-f32::MAX as f64, f32::MAX as f64) as f32
    })
}

fn quantised(values: &[f32], step: f64, threads: usize) -> Result<Vec<i64>, Failure> {
    let mut grid = vec![0i64; values.len()];
    let share = mechanism::share(values.len(), threads);
    let mut shares = values.chunks(share).zip(grid.chunks_mut(share));
    let mine = shares.next();
    let all_fit = thread::scope(|scope| {
        let others: Vec<_> = shares
            .map(|(from, to)| {
                thread::Builder::new().spawn_scoped(scope, move || quantise(from, to, step))
            })
            .collect::<Result<_, _>>()
            .map_err(|_| Failure::Argument("the system gives no more threads"))?;
        let mut fit = mine.is_none_or(|(from, to)| quantise(from, to, step));
        for other in others {
            fit &= other
                .join()
                .map_err(|_| Failure::Argument("a thread that rounds ended in a panic"))?;
        }
        Ok::<bool, Failure>(fit)
    })?;
    if all_fit {
        Ok(grid)
    } else {
        // Which value, and whether it is NaN or too large, is the patients' business.
        Err(Failure::Argument(
            "every value must be finite and within 2^62 steps of the grid",
        ))
    }
}

/// False where a value is NaN, infinite or beyond the grid.
fn quantise(from: &[f32], to: &mut [i64], step: f64) -> bool {
    let mut fits = true;
    for (value, rounded) in from.iter().zip(to) {
        let steps = *value as f64 / step;
        fits &= steps.abs() <= LARGEST;
        *rounded = steps.round_ties_even() as i64;
    }
    fits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noise() -> Noise {
        Noise::new(7, 2).unwrap()
    }

    #[test]
    fn values_come_back_within_the_noise() {
        let values: Vec<f32> = (0..10_000).map(|i| i as f32 * 0.25 - 1000.0).collect();
        let step = 1.0 / 65536.0;
        let noisy = noised(&values, step, noise(), 2).unwrap();
        for (noisy, value) in noisy.iter().zip(&values) {
            // 12 sigma of noise, half a step of rounding, and the float's own last bit.
            assert!((noisy - value).abs() < (12.0 * 128.0 + 0.5) * step as f32 + 1e-3);
        }
        assert!(
            noisy
                .iter()
                .zip(&values)
                .any(|(noisy, value)| noisy != value)
        );
    }

    #[test]
    fn rounds_to_the_nearest() {
        let values = [0.5, 1.5, -0.5, -1.5, 2.4, -2.6, 0.0];
        assert_eq!(quantised(&values, 1.0, 1).unwrap(), [0, 2, 0, -2, 2, -3, 0]);
    }

    #[test]
    fn what_is_no_number_or_too_large_is_refused() {
        for bad in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e38, -1e38] {
            let mut values = vec![0f32; 20_000];
            values[19_999] = bad;
            let refused = noised(&values, 1e-3, noise(), 2).unwrap_err();
            assert_eq!(refused.describe().0, "Argument");
        }
        for step in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e-310] {
            assert!(noised(&[1.0], step, noise(), 1).is_err());
        }
        assert!(noised(&[], 1.0, noise(), 1).is_err());
    }
}
