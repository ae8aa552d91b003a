//! OpenDP's discrete Gaussian mechanism over integer vectors, measured in zero-concentrated privacy loss.

use opendp::core::Measurement;
use opendp::domains::{AtomDomain, VectorDomain};
use opendp::measurements::make_gaussian;
use opendp::measures::ZeroConcentratedDivergence;
use opendp::metrics::L2Distance;

use crate::errors::Failure;

/// Above this the sum of a value and its noise could saturate at 2^63 and stop being what the caller thinks.
const LARGEST_SIGMA: f64 = (1u64 << 56) as f64;

type Integers = VectorDomain<AtomDomain<i64>>;
type Mechanism = Measurement<Integers, L2Distance<f64>, ZeroConcentratedDivergence, Vec<i64>>;

fn mechanism(sigma: f64) -> Result<Mechanism, Failure> {
    // Written so that NaN fails too. OpenDP accepts a scale of zero, which adds no noise at all.
    if !(sigma > 0.0 && sigma <= LARGEST_SIGMA) {
        return Err(Failure::Argument("sigma must be above 0 and at most 2^56"));
    }
    let domain = VectorDomain::new(AtomDomain::<i64>::default());
    Ok(make_gaussian(domain, L2Distance::default(), sigma, None)?)
}

/// The values with one independent draw of N_Z(0, sigma^2) added to each. All or nothing.
pub fn noised(values: &Vec<i64>, sigma: f64) -> Result<Vec<i64>, Failure> {
    if values.is_empty() {
        return Err(Failure::Argument("the vector must not be empty"));
    }
    let noised = mechanism(sigma)?.invoke(values)?;
    if noised.len() != values.len() {
        return Err(Failure::Argument("OpenDP answered with another length"));
    }
    Ok(noised)
}

/// OpenDP's own privacy map: rho of zCDP at an L2 sensitivity, rounded up where it must be rounded.
pub fn rho(sigma: f64, sensitivity: f64) -> Result<f64, Failure> {
    if !(sensitivity >= 0.0 && sensitivity.is_finite()) {
        return Err(Failure::Argument(
            "the sensitivity must be finite and not negative",
        ));
    }
    Ok(mechanism(sigma)?.map(&sensitivity)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::errors::variant;

    #[test]
    fn rho_is_half_the_squared_ratio() {
        assert_eq!(rho(4.0, 1.0).unwrap(), 0.03125);
        assert_eq!(rho(4.0, 0.0).unwrap(), 0.0);
    }

    #[test]
    fn scales_that_add_no_noise_are_refused() {
        for sigma in [0.0, -0.0, -1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(variant(noised(&vec![7], sigma)), "Argument");
            assert_eq!(variant(rho(sigma, 1.0)), "Argument");
        }
        assert_eq!(variant(noised(&vec![], 1.0)), "Argument");
        assert_eq!(variant(rho(1.0, f64::NAN)), "Argument");
    }

    #[test]
    fn every_coordinate_gets_its_own_noise() {
        let zeros = vec![0i64; 64];
        let first = noised(&zeros, 1e9).unwrap();
        assert_eq!(first.len(), 64);
        assert_ne!(first, noised(&zeros, 1e9).unwrap());
        let mut distinct = first.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), 64);
    }
}
