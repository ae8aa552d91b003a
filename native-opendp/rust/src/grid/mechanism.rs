//! The bulk sampler as an OpenDP measurement, under OpenDP's own privacy map.

use opendp::core::{Function, Measurement};
use opendp::domains::{AtomDomain, VectorDomain};
use opendp::error::{Error, ErrorVariant};
use opendp::measurements::make_gaussian;
use opendp::measures::ZeroConcentratedDivergence;
use opendp::metrics::L2Distance;

use super::draw::Draws;
use super::words::{AesWords, Seed};
use crate::errors::Failure;

type Integers = VectorDomain<AtomDomain<i64>>;
pub type Mechanism<T> = Measurement<Integers, L2Distance<f64>, ZeroConcentratedDivergence, Vec<T>>;

/// sigma = 2^bits, from 7 to 56.
#[derive(Clone, Copy)]
pub struct Bits(u32);

impl TryFrom<i32> for Bits {
    type Error = Failure;

    fn try_from(bits: i32) -> Result<Bits, Failure> {
        if (7..=56).contains(&bits) {
            Ok(Bits(bits as u32))
        } else {
            Err(Failure::Argument("bits must be from 7 to 56"))
        }
    }
}

/// N_Z(0, (2^bits)^2) on every coordinate, then `decode` on each, which sees noisy values only.
///
/// The distribution is that of OpenDP's `make_gaussian` at the scale 2^bits on integers, so its map holds, and it is
/// OpenDP's map that answers. Every invocation has a key of its own.
pub fn mechanism<T: Copy + Default + 'static>(
    bits: Bits,
    decode: impl Fn(i64) -> T + 'static,
) -> Result<Mechanism<T>, Failure> {
    let domain = VectorDomain::new(AtomDomain::<i64>::default());
    let metric = L2Distance::default();
    let scale = (1u64 << bits.0) as f64;
    let slow: Measurement<_, _, ZeroConcentratedDivergence, _> =
        make_gaussian(domain.clone(), metric.clone(), scale, None)?;
    let function = Function::new_fallible(move |values: &Vec<i64>| {
        let seed = Seed::fresh().map_err(into_opendp)?;
        let mut noised = vec![T::default(); values.len()];
        Draws::new(bits.0).add(&mut AesWords::new(&seed), values, &mut noised, &decode);
        Ok(noised)
    });
    let (measure, map) = (ZeroConcentratedDivergence, slow.privacy_map.clone());
    Ok(Measurement::new(domain, metric, measure, function, map)?)
}

/// rho of zero-concentrated differential privacy at an L2 sensitivity in grid units, by OpenDP's map.
pub fn rho(bits: i32, sensitivity: f64) -> Result<f64, Failure> {
    if !(sensitivity >= 0.0 && sensitivity.is_finite()) {
        return Err(Failure::Argument(
            "the sensitivity must be finite and not negative",
        ));
    }
    Ok(mechanism(bits.try_into()?, |noisy| noisy)?.map(&sensitivity)?)
}

fn into_opendp(failure: Failure) -> Error {
    match failure {
        Failure::OpenDp(error) => error,
        other => Error {
            variant: ErrorVariant::FailedFunction,
            message: Some(other.describe().1),
            backtrace: std::backtrace::Backtrace::disabled(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use opendp::combinators::make_zCDP_to_approxDP;

    #[test]
    fn rho_is_opendps_own() {
        assert_eq!(rho(7, 128.0).unwrap(), 0.5);
        for (bits, sensitivity) in [(7, 1.0), (12, 409.6), (36, 6.9e9), (53, 1e15), (56, 0.0)] {
            let scale = (1u64 << bits) as f64;
            let theirs = crate::gaussian::rho(scale, sensitivity).unwrap();
            assert_eq!(rho(bits, sensitivity).unwrap(), theirs);
        }
    }

    #[test]
    fn converts_inside_opendp() {
        // One release at sigma = 10 times the sensitivity: epsilon(1e-5) of zCDP's conversion, from OpenDP itself.
        let ours = mechanism(Bits(20), |noisy| noisy).unwrap();
        let sensitivity = (1 << 20) as f64 / 10.0;
        let domain = VectorDomain::new(AtomDomain::<i64>::default());
        let theirs: Measurement<_, _, ZeroConcentratedDivergence, _> =
            make_gaussian(domain, L2Distance::default(), (1 << 20) as f64, None).unwrap();
        let epsilon = |profile: opendp::measures::PrivacyProfile| profile.epsilon(1e-5).unwrap();
        let ours = make_zCDP_to_approxDP(ours).unwrap().map(&sensitivity);
        let theirs = make_zCDP_to_approxDP(theirs).unwrap().map(&sensitivity);
        let ours = epsilon(ours.unwrap());
        assert_eq!(ours, epsilon(theirs.unwrap()));
        assert!(ours > 0.3 && ours < 0.5, "{ours}");
    }

    #[test]
    fn what_has_no_privacy_loss_is_refused() {
        for bits in [6, 57, -1, i32::MIN, i32::MAX] {
            assert_eq!(rho(bits, 1.0).unwrap_err().describe().0, "Argument");
        }
        for sensitivity in [f64::NAN, f64::INFINITY, -1.0] {
            assert!(rho(20, sensitivity).is_err());
        }
    }

    #[test]
    fn an_invocation_draws_afresh() {
        let noise = mechanism(Bits(56), |noisy| noisy).unwrap();
        let mut draws = noise.invoke(&vec![0; 5000]).unwrap();
        draws.extend(noise.invoke(&vec![0; 5000]).unwrap());
        draws.sort_unstable();
        draws.dedup();
        // 10 000 draws at sigma 2^56: two of them agree once in 5e9 runs.
        assert_eq!(draws.len(), 10_000);
    }
}
