//! A vector in portions, on several threads.

use std::thread;

use super::mechanism::{Bits, Mechanism, mechanism};
use crate::errors::Failure;

/// Values of one invocation: their integers stay in the second-level cache. As the noise of the coordinates is
/// independent, invoking the measurement portion by portion is invoking it on the whole: the squares of the portions'
/// sensitivities add up to the whole's, and so do their rho.
const PORTION: usize = 8192;
const MOST_THREADS: i32 = 64;

/// How many threads may work, from 1 to 64.
#[derive(Clone, Copy)]
pub struct Threads(usize);

impl TryFrom<i32> for Threads {
    type Error = Failure;

    fn try_from(threads: i32) -> Result<Threads, Failure> {
        if (1..=MOST_THREADS).contains(&threads) {
            Ok(Threads(threads as usize))
        } else {
            Err(Failure::Argument("threads must be from 1 to 64"))
        }
    }
}

/// Replaces each value by what `encode` makes of it, with noise, decoded. Where it fails the values are a mixture that
/// nobody may see.
pub fn noise_each<T: Copy + Default + Send + 'static>(
    values: &mut [T],
    bits: Bits,
    threads: Threads,
    encode: impl Fn(T) -> i64 + Copy + Send,
    decode: impl Fn(i64) -> T + Copy + Send + 'static,
) -> Result<(), Failure> {
    if values.is_empty() {
        return Err(Failure::Argument("there must be at least one value"));
    }
    let share = share(values.len(), threads);
    let mut work = values.chunks_mut(share).map(|share| {
        move || {
            let mechanism = mechanism(bits, decode)?;
            share
                .chunks_mut(PORTION)
                .try_for_each(|portion| invoke(&mechanism, portion, encode))
        }
    });
    let mut mine = work.next().expect("at least one value");
    thread::scope(|scope| {
        let others = work
            .map(|theirs| thread::Builder::new().spawn_scoped(scope, theirs))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|_| Failure::Argument("the system gives no more threads"))?;
        mine()?;
        for other in others {
            other
                .join()
                .map_err(|_| Failure::Argument("a thread that draws noise ended in a panic"))??;
        }
        Ok(())
    })
}

fn invoke<T: Copy + Default>(
    mechanism: &Mechanism<T>,
    portion: &mut [T],
    encode: impl Fn(T) -> i64,
) -> Result<(), Failure> {
    let integers = portion.iter().map(|value| encode(*value)).collect();
    let noised = mechanism.invoke(&integers)?;
    if noised.len() != portion.len() {
        return Err(Failure::Argument("the noise has another length"));
    }
    portion.copy_from_slice(&noised);
    Ok(())
}

/// Whole portions for each thread but the last.
fn share(values: usize, threads: Threads) -> usize {
    values
        .div_ceil(threads.0)
        .next_multiple_of(PORTION)
        .min(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn add(values: &mut [i64], bits: i32, threads: i32) -> Result<(), Failure> {
        let same = |value| value;
        noise_each(values, bits.try_into()?, threads.try_into()?, same, same)
    }

    #[test]
    fn what_it_cannot_do_is_refused() {
        for (bits, threads) in [(6, 1), (57, 1), (-1, 1), (20, 0), (20, -1), (20, 65)] {
            let refused = add(&mut [1], bits, threads).unwrap_err();
            assert_eq!(refused.describe().0, "Argument");
        }
        assert!(add(&mut [], 20, 1).is_err());
    }

    #[test]
    fn every_portion_has_noise_of_its_own() {
        for threads in [1, 2, 3, 64] {
            let mut noise = vec![0i64; 3 * PORTION + 1];
            add(&mut noise, 56, threads).unwrap();
            noise.sort_unstable();
            noise.dedup();
            // 24 577 draws at sigma 2^56: two of them agree once in 8e8 runs.
            assert_eq!(noise.len(), 3 * PORTION + 1);
        }
    }

    #[test]
    fn sums_at_the_ends_of_the_range_saturate() {
        for _ in 0..20 {
            let mut values = [i64::MAX, i64::MIN];
            add(&mut values, 56, 1).unwrap();
            assert!(values[0] > i64::MAX / 2 && values[1] < i64::MIN / 2);
        }
    }

    #[test]
    fn shares_are_whole_portions() {
        for (values, threads) in [(1, 1), (1, 64), (PORTION + 1, 2), (1_000_000, 3)] {
            let share = share(values, threads.try_into().unwrap());
            assert!(share == values || share % PORTION == 0);
            assert!(values.div_ceil(share) <= threads as usize);
        }
    }
}
