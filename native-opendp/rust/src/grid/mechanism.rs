//! The bulk sampler as an OpenDP measurement, under OpenDP's own privacy map.

use std::thread;

use opendp::core::{Function, Measurement};
use opendp::domains::{AtomDomain, VectorDomain};
use opendp::measurements::make_gaussian;
use opendp::measures::ZeroConcentratedDivergence;
use opendp::metrics::L2Distance;

use super::draw::Draws;
use super::words::{AesWords, Seed};
use crate::errors::Failure;

/// A shorter piece of work is not worth a thread of its own.
const SMALLEST_SHARE: usize = 4096;
const MOST_THREADS: usize = 64;

type Integers = VectorDomain<AtomDomain<i64>>;
pub type Mechanism<T> = Measurement<Integers, L2Distance<f64>, ZeroConcentratedDivergence, Vec<T>>;

/// What the noise is, and how many threads may draw it.
#[derive(Clone, Copy)]
pub struct Noise {
    bits: u32,
    threads: usize,
}

impl Noise {
    pub fn new(bits: i32, threads: i32) -> Result<Noise, Failure> {
        if !(7..=56).contains(&bits) {
            return Err(Failure::Argument("bits must be from 7 to 56"));
        }
        if !(1..=MOST_THREADS as i32).contains(&threads) {
            return Err(Failure::Argument("threads must be from 1 to 64"));
        }
        Ok(Noise {
            bits: bits as u32,
            threads: threads as usize,
        })
    }
}

/// N_Z(0, (2^bits)^2) on every coordinate, then `decode` on each, which sees noisy values only.
///
/// The distribution is that of OpenDP's `make_gaussian` at the scale 2^bits on integers, so its map holds, and it is
/// OpenDP's map that answers.
pub fn mechanism<T: Copy + Default + Send + 'static>(
    noise: Noise,
    decode: impl Fn(i64) -> T + Copy + Send + 'static,
) -> Result<Mechanism<T>, Failure> {
    let domain = VectorDomain::new(AtomDomain::<i64>::default());
    let metric = L2Distance::default();
    let scale = (1u64 << noise.bits) as f64;
    let slow: Measurement<_, _, ZeroConcentratedDivergence, _> =
        make_gaussian(domain.clone(), metric.clone(), scale, None)?;
    Ok(Measurement::new(
        domain,
        metric,
        ZeroConcentratedDivergence,
        Function::new_fallible(move |values: &Vec<i64>| {
            noised(values, noise, decode).map_err(into_opendp)
        }),
        slow.privacy_map.clone(),
    )?)
}

/// The values, each with a draw of its own, decoded. All or nothing.
pub fn release<T: Copy + Default + Send + 'static>(
    values: &Vec<i64>,
    noise: Noise,
    decode: impl Fn(i64) -> T + Copy + Send + 'static,
) -> Result<Vec<T>, Failure> {
    if values.is_empty() {
        return Err(Failure::Argument("there must be at least one value"));
    }
    let noised = mechanism(noise, decode)?.invoke(values)?;
    if noised.len() != values.len() {
        return Err(Failure::Argument("the noise has another length"));
    }
    Ok(noised)
}

/// rho of zero-concentrated differential privacy at an L2 sensitivity in grid units, by OpenDP's map.
pub fn rho(bits: i32, sensitivity: f64) -> Result<f64, Failure> {
    if !(sensitivity >= 0.0 && sensitivity.is_finite()) {
        return Err(Failure::Argument(
            "the sensitivity must be finite and not negative",
        ));
    }
    Ok(mechanism(Noise::new(bits, 1)?, |noisy| noisy)?.map(&sensitivity)?)
}

/// Cuts the vector into shares of equal length and draws each with a key of its own. All keys are drawn before any
/// noise is, so a source of randomness that fails leaves nothing half done.
fn noised<T: Copy + Default + Send>(
    values: &[i64],
    noise: Noise,
    decode: impl Fn(i64) -> T + Copy + Send,
) -> Result<Vec<T>, Failure> {
    let share = share(values.len(), noise.threads);
    let seeds = values
        .chunks(share)
        .map(|_| Seed::fresh())
        .collect::<Result<Vec<_>, _>>()?;
    let mut answer = vec![T::default(); values.len()];
    let shares = values.chunks(share).zip(answer.chunks_mut(share));
    let mut work = seeds.into_iter().zip(shares).map(|(seed, (from, to))| {
        move || {
            let mut draws = Draws::new(AesWords::new(&seed), noise.bits);
            for (value, noisy) in from.iter().zip(to) {
                *noisy = decode(draws.added_to(*value));
            }
        }
    });
    let mine = work.next().expect("at least one value");
    thread::scope(|scope| {
        let others = work
            .map(|theirs| thread::Builder::new().spawn_scoped(scope, theirs))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|_| Failure::Argument("the system gives no more threads"))?;
        mine();
        for other in others {
            other
                .join()
                .map_err(|_| Failure::Argument("a thread that draws noise ended in a panic"))?;
        }
        Ok::<(), Failure>(())
    })?;
    Ok(answer)
}

/// How many values go to one thread.
pub fn share(values: usize, threads: usize) -> usize {
    values.div_ceil(threads).max(SMALLEST_SHARE)
}

fn into_opendp(failure: Failure) -> opendp::error::Error {
    match failure {
        Failure::OpenDp(error) => error,
        other => opendp::error::Error {
            variant: opendp::error::ErrorVariant::FailedFunction,
            message: Some(other.describe().1),
            backtrace: std::backtrace::Backtrace::disabled(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use opendp::combinators::make_zCDP_to_approxDP;

    fn add(values: &Vec<i64>, bits: i32, threads: i32) -> Result<Vec<i64>, Failure> {
        release(values, Noise::new(bits, threads)?, |noisy| noisy)
    }

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
        let ours = mechanism(Noise::new(20, 1).unwrap(), |noisy| noisy).unwrap();
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
    fn what_it_cannot_do_is_refused() {
        for (bits, threads) in [(6, 1), (57, 1), (-1, 1), (20, 0), (20, -1), (20, 65)] {
            let refused = add(&vec![1], bits, threads).unwrap_err();
            assert_eq!(refused.describe().0, "Argument");
        }
        assert!(add(&vec![], 20, 1).is_err());
        for sensitivity in [f64::NAN, f64::INFINITY, -1.0] {
            assert!(rho(20, sensitivity).is_err());
        }
    }

    #[test]
    fn every_share_has_noise_of_its_own() {
        let zeros = vec![0i64; 3 * SMALLEST_SHARE + 1];
        for threads in [1, 2, 3, 64] {
            let mut noise = add(&zeros, 53, threads).unwrap();
            assert_eq!(noise.len(), zeros.len());
            noise.sort_unstable();
            noise.dedup();
            // 12 289 draws at sigma 2^53: two of them agree once in 3e8 runs.
            assert_eq!(noise.len(), zeros.len());
        }
    }

    #[test]
    fn sums_at_the_ends_of_the_range_saturate() {
        let values = vec![i64::MAX, i64::MIN];
        for _ in 0..20 {
            let noised = add(&values, 56, 1).unwrap();
            assert!(noised[0] > i64::MAX / 2 && noised[1] < i64::MIN / 2);
        }
    }
}
