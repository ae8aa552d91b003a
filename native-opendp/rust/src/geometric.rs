//! OpenDP's geometric mechanism for one clamped count: as many coin flips as its range has steps, whatever the
//! count and the noise are.

use opendp::core::Measurement;
use opendp::domains::AtomDomain;
use opendp::measurements::make_geometric;
use opendp::measures::MaxDivergence;
use opendp::metrics::AbsoluteDistance;

use crate::errors::{Failure, alone};
use crate::laplace::require_scale;

/// One coin flip per step of the range: a million take about a second.
const WIDEST_RANGE: u64 = 1 << 20;

type Mechanism = Measurement<AtomDomain<i64>, AbsoluteDistance<i64>, MaxDivergence, i64>;

/// A count that is clamped to lower..=upper before and after the noise.
#[derive(Clone, Copy)]
pub struct Geometric {
    pub scale: f64,
    pub lower: i64,
    pub upper: i64,
}

impl Geometric {
    fn mechanism(&self) -> Result<Mechanism, Failure> {
        require_scale(self.scale)?;
        if self.lower >= self.upper || self.upper.abs_diff(self.lower) > WIDEST_RANGE {
            return Err(Failure::Argument(
                "the bounds must rise, by at most 2^20 steps",
            ));
        }
        let domain = AtomDomain::<i64>::default();
        let bounds = Some((self.lower, self.upper));
        Ok(alone(|| {
            make_geometric(domain, AbsoluteDistance::default(), self.scale, bounds)
        })?)
    }

    pub fn noised(&self, value: i64) -> Result<i64, Failure> {
        let mechanism = self.mechanism()?;
        // The one sampler that rounds its chances.
        Ok(alone(|| mechanism.invoke(&value))?)
    }

    /// OpenDP's own privacy map: epsilon of pure differential privacy at an absolute sensitivity.
    pub fn epsilon(&self, sensitivity: i64) -> Result<f64, Failure> {
        if sensitivity < 0 {
            return Err(Failure::Argument("the sensitivity must not be negative"));
        }
        let mechanism = self.mechanism()?;
        Ok(alone(|| mechanism.map(&sensitivity))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::errors::variant;

    #[test]
    fn the_answer_stays_within_the_bounds() {
        let narrow = Geometric {
            scale: 50.0,
            lower: -3,
            upper: 4,
        };
        for value in [i64::MIN, -3, 0, 4, i64::MAX] {
            let noised = narrow.noised(value).unwrap();
            assert!((-3..=4).contains(&noised), "{noised}");
        }
        assert_eq!(narrow.epsilon(1).unwrap(), 0.02);
    }

    #[test]
    fn bounds_that_are_none_are_refused() {
        for (lower, upper) in [(0, 0), (1, 0), (i64::MIN, i64::MAX), (0, (1 << 20) + 1)] {
            let mechanism = Geometric {
                scale: 1.0,
                lower,
                upper,
            };
            assert_eq!(variant(mechanism.noised(0)), "Argument");
        }
    }
}
