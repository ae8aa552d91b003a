//! OpenDP's private quantile: one of public candidates, scored by how many records lie on its wrong side.

use opendp::core::Measurement;
use opendp::domains::{AtomDomain, VectorDomain};
use opendp::measurements::{TopKMeasure, make_private_quantile};
use opendp::measures::{MaxDivergence, ZeroConcentratedDivergence};
use opendp::metrics::SymmetricDistance;

use crate::errors::{Failure, alone};
use crate::laplace::require_scale;

type Records = VectorDomain<AtomDomain<f64>>;
type Mechanism<MO> = Measurement<Records, SymmetricDistance, MO, f64>;

/// Which quantile, out of which candidates, at which noise.
pub struct Quantile {
    /// Finite and rising.
    pub candidates: Vec<f64>,
    /// 0.5 for the median.
    pub rank: f64,
    /// In records.
    pub scale: f64,
}

impl Quantile {
    fn mechanism<MO: TopKMeasure>(&self, measure: MO) -> Result<Mechanism<MO>, Failure> {
        require_scale(self.scale)?;
        require_finite(&self.candidates)?;
        if !(0.0..=1.0).contains(&self.rank) {
            return Err(Failure::Argument("the rank must be from 0 to 1"));
        }
        let domain = VectorDomain::new(AtomDomain::<f64>::new_non_nan());
        let candidates = self.candidates.clone();
        Ok(alone(|| {
            make_private_quantile(
                domain,
                SymmetricDistance,
                measure,
                candidates,
                self.rank,
                self.scale,
            )
        })?)
    }

    /// By the exponential mechanism, or by permute-and-flip.
    pub fn of(&self, records: &Vec<f64>, exponential: bool) -> Result<f64, Failure> {
        require_finite(records)?;
        Ok(if exponential {
            self.mechanism(ZeroConcentratedDivergence)?
                .invoke(records)?
        } else {
            self.mechanism(MaxDivergence)?.invoke(records)?
        })
    }

    /// OpenDP's own privacy map where one unit adds or removes so many records: rho for the exponential
    /// mechanism, epsilon for permute-and-flip.
    pub fn loss(&self, records: u32, exponential: bool) -> Result<f64, Failure> {
        Ok(if exponential {
            let mechanism = self.mechanism(ZeroConcentratedDivergence)?;
            alone(|| mechanism.map(&records))?
        } else {
            let mechanism = self.mechanism(MaxDivergence)?;
            alone(|| mechanism.map(&records))?
        })
    }
}

/// OpenDP would take an infinity, and calls the comparison of a NaN a panic.
fn require_finite(values: &[f64]) -> Result<(), Failure> {
    if values.iter().all(|value| value.is_finite()) {
        return Ok(());
    }
    Err(Failure::Argument("every value must be finite"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::errors::variant;

    fn median(candidates: Vec<f64>, scale: f64) -> Quantile {
        Quantile {
            candidates,
            rank: 0.5,
            scale,
        }
    }

    #[test]
    fn a_tiny_scale_finds_the_median() {
        let records = (0..101).map(f64::from).collect();
        let candidates = vec![10.0, 30.0, 50.0, 70.0];
        for exponential in [true, false] {
            let answer = median(candidates.clone(), 1e-3).of(&records, exponential);
            assert_eq!(answer.unwrap(), 50.0);
        }
    }

    #[test]
    fn losses_are_those_of_the_selection() {
        // One record moves a score by 1/2 at most: eta = 2 * (1/2) / 4.
        let asked = median(vec![1.0, 2.0], 4.0);
        assert_eq!(asked.loss(1, false).unwrap(), 0.25);
        assert_eq!(asked.loss(1, true).unwrap(), 0.25 * 0.25 / 8.0);
    }

    #[test]
    fn what_cannot_be_scored_is_refused() {
        let fine = || vec![1.0, 2.0];
        for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(
                variant(median(vec![bad], 1.0).of(&fine(), true)),
                "Argument"
            );
            assert_eq!(
                variant(median(fine(), 1.0).of(&vec![bad], true)),
                "Argument"
            );
            assert_eq!(variant(median(fine(), bad).of(&fine(), true)), "Argument");
        }
        let none = median(vec![], 1.0).of(&fine(), true);
        assert_eq!(variant(none), "MakeTransformation");
        let twice = median(vec![2.0, 2.0], 1.0).of(&fine(), true);
        assert_eq!(variant(twice), "MakeTransformation");
    }
}
