//! OpenDP's selection of the best of many scores: the exponential mechanism, measured in zero-concentrated
//! loss, and permute-and-flip, measured in pure loss.

use opendp::core::Measurement;
use opendp::domains::{AtomDomain, VectorDomain};
use opendp::measurements::{TopKMeasure, make_noisy_top_k};
use opendp::measures::{MaxDivergence, ZeroConcentratedDivergence};
use opendp::metrics::LInfDistance;

use crate::errors::{Failure, alone};
use crate::laplace::require_scale;

type Scores = VectorDomain<AtomDomain<i64>>;
type Mechanism<MO> = Measurement<Scores, LInfDistance<i64>, MO, Vec<usize>>;

/// What is drawn: `count` indices by peeling, the best first.
#[derive(Clone, Copy)]
pub struct Selection {
    pub count: usize,
    pub scale: f64,
    /// True for the exponential mechanism, false for permute-and-flip.
    pub exponential: bool,
}

/// How far one unit moves the scores.
#[derive(Clone, Copy)]
pub struct Movement {
    pub most: i64,
    /// All scores move in one direction.
    pub monotonic: bool,
}

impl Selection {
    fn mechanism<MO: TopKMeasure>(
        &self,
        measure: MO,
        monotonic: bool,
    ) -> Result<Mechanism<MO>, Failure> {
        require_scale(self.scale)?;
        if self.count == 0 {
            return Err(Failure::Argument("at least one index must be asked for"));
        }
        let domain = VectorDomain::new(AtomDomain::<i64>::default());
        let metric = LInfDistance::new(monotonic);
        Ok(make_noisy_top_k(
            domain, metric, measure, self.count, self.scale, false,
        )?)
    }

    /// Distinct indices. By the exponential mechanism the first is i with chance ~ exp(scores[i]/scale).
    pub fn of(&self, scores: &Vec<i64>) -> Result<Vec<usize>, Failure> {
        if self.count > scores.len() {
            return Err(Failure::Argument("there are fewer scores than asked for"));
        }
        let chosen = if self.exponential {
            self.mechanism(ZeroConcentratedDivergence, false)?
                .invoke(scores)?
        } else {
            self.mechanism(MaxDivergence, false)?.invoke(scores)?
        };
        if chosen.len() != self.count {
            return Err(Failure::Argument("OpenDP answered with another length"));
        }
        Ok(chosen)
    }

    /// OpenDP's own privacy map: rho for the exponential mechanism, epsilon for permute-and-flip.
    pub fn loss(&self, movement: Movement) -> Result<f64, Failure> {
        if movement.most < 0 {
            return Err(Failure::Argument("the sensitivity must not be negative"));
        }
        Ok(if self.exponential {
            let mechanism = self.mechanism(ZeroConcentratedDivergence, movement.monotonic)?;
            alone(|| mechanism.map(&movement.most))?
        } else {
            let mechanism = self.mechanism(MaxDivergence, movement.monotonic)?;
            alone(|| mechanism.map(&movement.most))?
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::errors::variant;

    fn selection(count: usize, scale: f64, exponential: bool) -> Selection {
        Selection {
            count,
            scale,
            exponential,
        }
    }

    #[test]
    fn losses_are_those_of_the_papers() {
        let moved = |monotonic| Movement { most: 1, monotonic };
        // eta = 2 Delta / scale = 0.5: rho = eta^2 / 8, epsilon = eta.
        assert_eq!(selection(1, 4.0, true).loss(moved(false)).unwrap(), 0.03125);
        assert_eq!(selection(1, 4.0, false).loss(moved(false)).unwrap(), 0.5);
        assert_eq!(selection(1, 4.0, false).loss(moved(true)).unwrap(), 0.25);
        assert_eq!(selection(3, 4.0, false).loss(moved(true)).unwrap(), 0.75);
    }

    #[test]
    fn what_cannot_be_selected_is_refused() {
        let scores = vec![1, 2];
        for exponential in [true, false] {
            for scale in [0.0, -0.0, -1.0, f64::NAN, f64::INFINITY] {
                let answer = selection(1, scale, exponential).of(&scores);
                assert_eq!(variant(answer), "Argument");
            }
            for count in [0, 3] {
                let answer = selection(count, 1.0, exponential).of(&scores);
                assert_eq!(variant(answer), "Argument");
            }
            let answer = selection(1, 1.0, exponential).of(&vec![]);
            assert_eq!(variant(answer), "Argument");
        }
    }

    #[test]
    fn extreme_scores_do_not_overflow() {
        for exponential in [true, false] {
            let best = selection(2, 1.0, exponential).of(&vec![i64::MIN, i64::MAX, i64::MIN + 1]);
            // The second is 1 or e times as likely as the third: both may come.
            let best = best.unwrap();
            assert_eq!(best[0], 1);
            assert_ne!(best[1], 1);
        }
    }
}
