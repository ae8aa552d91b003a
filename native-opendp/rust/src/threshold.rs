//! OpenDP's release of counts whose keys are not public: noise on every count, and only the keys whose noisy
//! count reaches a threshold.

use std::collections::HashMap;

use opendp::core::Measurement;
use opendp::domains::{AtomDomain, MapDomain};
use opendp::measurements::{make_gaussian_threshold, make_laplace_threshold};
use opendp::measures::{Approximate, MaxDivergence, ZeroConcentratedDivergence};
use opendp::metrics::{AbsoluteDistance, L01InfDistance, L02InfDistance};

use crate::errors::{Failure, alone};
use crate::laplace::require_scale;

/// Whole numbers up to here are exact as f64, in which OpenDP takes the distances of the Gaussian.
const LARGEST_SENSITIVITY: i64 = 1 << 53;

type Counts = MapDomain<AtomDomain<u32>, AtomDomain<i64>>;
type Table = HashMap<u32, i64>;
type Laplace =
    Measurement<Counts, L01InfDistance<AbsoluteDistance<i64>>, Approximate<MaxDivergence>, Table>;
type Gaussian = Measurement<
    Counts,
    L02InfDistance<AbsoluteDistance<f64>>,
    Approximate<ZeroConcentratedDivergence>,
    Table,
>;

/// Discrete Gaussian noise, or discrete Laplace noise.
#[derive(Clone, Copy)]
pub struct Threshold {
    pub scale: f64,
    pub threshold: i64,
    pub gaussian: bool,
}

impl Threshold {
    fn laplace(&self, threshold: i64) -> Result<Laplace, Failure> {
        self.check()?;
        let metric = L01InfDistance::default();
        Ok(make_laplace_threshold(
            counts(),
            metric,
            self.scale,
            threshold,
            None,
        )?)
    }

    fn gaussian(&self, threshold: i64) -> Result<Gaussian, Failure> {
        self.check()?;
        let metric = L02InfDistance::default();
        Ok(make_gaussian_threshold(
            counts(),
            metric,
            self.scale,
            threshold,
            None,
        )?)
    }

    fn check(&self) -> Result<(), Failure> {
        require_scale(self.scale)?;
        if self.threshold < 1 {
            return Err(Failure::Argument("the threshold must be at least 1"));
        }
        Ok(())
    }

    /// The kept entries as (index, noisy count), sorted by index. A count below 1 is refused: whether a key
    /// with nothing behind it is there must not matter.
    pub fn kept(&self, values: &[i64]) -> Result<Vec<(u32, i64)>, Failure> {
        if values.iter().any(|&value| value < 1) {
            return Err(Failure::Argument("every count must be at least 1"));
        }
        let table: Table = (0u32..).zip(values.iter().copied()).collect();
        let noised = if self.gaussian {
            self.gaussian(self.threshold)?.invoke(&table)?
        } else {
            self.laplace(self.threshold)?.invoke(&table)?
        };
        let mut kept: Vec<(u32, i64)> = noised.into_iter().collect();
        kept.sort_unstable();
        Ok(kept)
    }

    /// OpenDP's own privacy map where one unit changes at most `groups` counts, each by at most `most`: rho
    /// (Gaussian) or epsilon (Laplace), and delta.
    ///
    /// OpenDP 0.16.0 keeps a count that equals the threshold, but its delta is the chance to exceed it
    /// (opendp/opendp#2922). The delta of the threshold one below is the chance to reach this one.
    pub fn loss(&self, groups: u32, most: i64) -> Result<(f64, f64), Failure> {
        if !(0..=LARGEST_SENSITIVITY).contains(&most) {
            return Err(Failure::Argument("the sensitivity must be from 0 to 2^53"));
        }
        let total = most
            .checked_mul(i64::from(groups))
            .ok_or(Failure::Argument("the sensitivity is too large"))?;
        let below = self.threshold - 1;
        Ok(if self.gaussian {
            // The map lowers the L2 sensitivity to most * sqrt(groups), rounded up.
            let distance = (groups, (total as f64).next_up(), most as f64);
            let mechanism = self.gaussian(below)?;
            alone(|| mechanism.map(&distance))?
        } else {
            let mechanism = self.laplace(below)?;
            alone(|| mechanism.map(&(groups, total, most)))?
        })
    }
}

fn counts() -> Counts {
    MapDomain::new(AtomDomain::default(), AtomDomain::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::errors::variant;

    fn threshold(scale: f64, threshold: i64, gaussian: bool) -> Threshold {
        Threshold {
            scale,
            threshold,
            gaussian,
        }
    }

    #[test]
    fn only_counts_above_the_threshold_are_kept() {
        for gaussian in [true, false] {
            let kept = threshold(1.0, 500, gaussian)
                .kept(&[1000, 1, 2000])
                .unwrap();
            let indices: Vec<u32> = kept.iter().map(|entry| entry.0).collect();
            assert_eq!(indices, [0, 2]);
            assert!((kept[1].1 - 2000).abs() < 60);
        }
        assert!(threshold(1.0, 500, true).kept(&[]).unwrap().is_empty());
    }

    #[test]
    fn losses_hold_both_halves() {
        let (epsilon, delta) = threshold(2.0, 40, false).loss(1, 1).unwrap();
        assert_eq!(epsilon, 0.5);
        assert!(0.0 < delta && delta < 1e-8, "{delta}");
        let (rho, delta) = threshold(2.0, 40, true).loss(4, 1).unwrap();
        assert!((0.5..0.5 + 1e-15).contains(&rho), "{rho}");
        // 1 - (1 - tail)^4 in floating point, rounded up.
        assert!((0.0..1e-15).contains(&delta), "{delta}");
    }

    #[test]
    fn delta_covers_how_often_the_key_of_one_unit_is_named() {
        const KEYS: usize = 40_000;
        for gaussian in [true, false] {
            let mechanism = threshold(1.0, 3, gaussian);
            let named = mechanism.kept(&[1; KEYS]).unwrap().len() as f64;
            let (_, delta) = mechanism.loss(1, 1).unwrap();
            // P(Z >= 2) is 0.0989 (Laplace) and 0.0586 (Gaussian). Five standard errors.
            let expected = KEYS as f64 * if gaussian { 0.0586 } else { 0.0989 };
            assert!((named - expected).abs() < 5.0 * expected.sqrt(), "{named}");
            assert!(delta * KEYS as f64 > 0.999 * expected, "{delta}");
        }
    }

    #[test]
    fn what_cannot_be_released_is_refused() {
        for gaussian in [true, false] {
            for scale in [0.0, -1.0, f64::NAN, f64::INFINITY] {
                assert_eq!(
                    variant(threshold(scale, 9, gaussian).kept(&[1])),
                    "Argument"
                );
            }
            assert_eq!(variant(threshold(1.0, 0, gaussian).kept(&[1])), "Argument");
            assert_eq!(
                variant(threshold(1.0, 9, gaussian).kept(&[1, 0])),
                "Argument"
            );
            assert_eq!(variant(threshold(1.0, 9, gaussian).loss(1, -1)), "Argument");
            // The threshold is below what one unit can bring.
            assert_eq!(
                variant(threshold(1.0, 9, gaussian).loss(1, 10)),
                "FailedMap"
            );
        }
    }
}
