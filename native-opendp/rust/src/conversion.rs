//! Sums of zero-concentrated losses, and what they mean as epsilon and delta.

use opendp::combinators::{CompositionMeasure, ConcentratedMeasure};
use opendp::measures::{PrivacyProfile, ZeroConcentratedDivergence};

use crate::errors::{Failure, alone};

/// Of releases made one after the other, also adaptively; rounded up.
pub fn composed(rhos: Vec<f64>) -> Result<f64, Failure> {
    for &rho in &rhos {
        require_loss(rho)?;
    }
    Ok(alone(|| ZeroConcentratedDivergence.compose(rhos))?)
}

/// The smallest epsilon OpenDP can show for a delta above 0.
pub fn epsilon(rho: f64, delta: f64) -> Result<f64, Failure> {
    if !(delta > 0.0 && delta < 1.0) {
        return Err(Failure::Argument("delta must be above 0 and below 1"));
    }
    let profile = profile(rho)?;
    Ok(alone(|| profile.epsilon(delta))?)
}

/// The smallest delta OpenDP can show for an epsilon.
pub fn delta(rho: f64, epsilon: f64) -> Result<f64, Failure> {
    require_loss(epsilon)?;
    let profile = profile(rho)?;
    Ok(alone(|| profile.delta(epsilon))?)
}

fn profile(rho: f64) -> Result<PrivacyProfile, Failure> {
    require_loss(rho)?;
    Ok(ZeroConcentratedDivergence::convert(rho)?)
}

/// Zero must not carry a sign: OpenDP tests the sign bit.
fn require_loss(loss: f64) -> Result<(), Failure> {
    if loss.is_finite() && loss.is_sign_positive() {
        return Ok(());
    }
    Err(Failure::Argument("a loss must be finite and at least 0"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::errors::variant;

    #[test]
    fn a_hundred_steps_of_sigma_ten() {
        let rho = composed(vec![0.005; 100]).unwrap();
        assert!((rho - 0.5).abs() < 1e-12 && rho >= 0.5, "{rho}");
        let epsilon = epsilon(rho, 1e-5).unwrap();
        assert!((epsilon - 4.728387).abs() < 1e-6, "{epsilon}");
        assert!(delta(rho, epsilon).unwrap() <= 1e-5);
        assert_eq!(composed(vec![]).unwrap(), 0.0);
    }

    #[test]
    fn what_is_no_loss_is_refused() {
        for bad in [-1.0, -0.0, f64::NAN, f64::INFINITY] {
            assert_eq!(variant(composed(vec![0.1, bad])), "Argument");
            assert_eq!(variant(epsilon(bad, 1e-5)), "Argument");
            assert_eq!(variant(epsilon(0.1, bad)), "Argument");
            assert_eq!(variant(delta(0.1, bad)), "Argument");
        }
        assert_eq!(variant(epsilon(0.1, 1.0)), "Argument");
    }
}
