//! OpenDP's discrete Laplace mechanism over integer vectors, measured in pure privacy loss.

use opendp::core::Measurement;
use opendp::domains::{AtomDomain, VectorDomain};
use opendp::measurements::make_laplace;
use opendp::measures::MaxDivergence;
use opendp::metrics::L1Distance;

use crate::errors::Failure;

/// Above this the sum of a value and its noise could saturate at 2^63 and stop being what the caller thinks.
pub const LARGEST_SCALE: f64 = (1u64 << 56) as f64;

type Integers = VectorDomain<AtomDomain<i64>>;
type Mechanism = Measurement<Integers, L1Distance<i64>, MaxDivergence, Vec<i64>>;

fn mechanism(scale: f64) -> Result<Mechanism, Failure> {
    require_scale(scale)?;
    let domain = VectorDomain::new(AtomDomain::<i64>::default());
    Ok(make_laplace(domain, L1Distance::default(), scale, None)?)
}

/// Written so that NaN fails too. OpenDP accepts a scale of zero, which adds no noise at all.
pub fn require_scale(scale: f64) -> Result<(), Failure> {
    if scale > 0.0 && scale <= LARGEST_SCALE {
        return Ok(());
    }
    Err(Failure::Argument("scale must be above 0 and at most 2^56"))
}

/// The values with one independent draw of P(x) ~ exp(-|x|/scale) added to each. All or nothing.
pub fn noised(values: &Vec<i64>, scale: f64) -> Result<Vec<i64>, Failure> {
    if values.is_empty() {
        return Err(Failure::Argument("the vector must not be empty"));
    }
    let noised = mechanism(scale)?.invoke(values)?;
    if noised.len() != values.len() {
        return Err(Failure::Argument("OpenDP answered with another length"));
    }
    Ok(noised)
}

/// OpenDP's own privacy map: epsilon of pure differential privacy at an L1 sensitivity, rounded up.
pub fn epsilon(scale: f64, sensitivity: i64) -> Result<f64, Failure> {
    if sensitivity < 0 {
        return Err(Failure::Argument("the sensitivity must not be negative"));
    }
    Ok(mechanism(scale)?.map(&sensitivity)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::errors::variant;

    #[test]
    fn epsilon_is_the_ratio() {
        assert_eq!(epsilon(4.0, 1).unwrap(), 0.25);
        assert_eq!(epsilon(4.0, 0).unwrap(), 0.0);
        assert!(epsilon(3.0, 1).unwrap() >= 1.0 / 3.0);
    }

    #[test]
    fn scales_that_add_no_noise_are_refused() {
        for scale in [0.0, -0.0, -1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(variant(noised(&vec![7], scale)), "Argument");
            assert_eq!(variant(epsilon(scale, 1)), "Argument");
        }
        assert_eq!(variant(noised(&vec![], 1.0)), "Argument");
        assert_eq!(variant(epsilon(1.0, -1)), "Argument");
    }
}
