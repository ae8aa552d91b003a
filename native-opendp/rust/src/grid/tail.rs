//! Magnitudes beyond 9 sigma. One draw in 3.7e18 comes here, so nothing is done for speed.

use dashu::integer::UBig;

use super::coin::is_below;
use super::exp::{Bounds, exp_minus};
use super::table::{KAPPA, TAIL_WEIGHT};
use super::words::Words;

/// A magnitude of at least 9 sigma, or none where the proposal is not kept.
pub fn magnitude<W: Words>(words: &mut W, bits: u32) -> Option<u128> {
    let beyond = geometric(words, bits);
    let first = words.word();
    let kept = is_below(words, first, |precision| {
        chance(bits as usize, beyond, precision)
    });
    kept.then(|| (9u128 << bits).saturating_add(beyond))
}

/// The largest chance with which a proposal is kept, as a ratio; it must not exceed 1.
#[cfg(test)]
pub fn largest_chance(bits: usize, precision: usize) -> (Bounds, Bounds) {
    chance(bits, 0, precision)
}

/// kappa exp(-40.5 - y^2/(2 sigma^2)) over W_tail w (1 - exp(-9/sigma)).
fn chance(bits: usize, beyond: u128, precision: usize) -> (Bounds, Bounds) {
    let squares = (UBig::from(81u8) << (2 * bits)) + UBig::from(beyond).sqr();
    let kept = exp_minus(&squares, 2 * bits + 1, precision).times(KAPPA);
    let proposed = exp_minus(&UBig::from(9u8), bits, precision)
        .complement(precision)
        .times(TAIL_WEIGHT << (bits - 6));
    (kept, proposed)
}

/// y with chance (1-r) r^y, r = exp(-9/sigma): Canonne, Kamath, Steinke 2020, algorithm 2 without its sign.
///
/// X = u + sigma v is geometric with exp(-1/sigma) when u is uniform below sigma and kept with chance exp(-u/sigma), and v
/// is geometric with 1/e; then y = floor(X/9). As v fits a word, y is below 2^120.
fn geometric<W: Words>(words: &mut W, bits: u32) -> u128 {
    let within = loop {
        let candidate = words.word() >> (64 - bits);
        if exp_coin(words, candidate, bits) {
            break candidate;
        }
    };
    let mut wholes = 0u64;
    while exp_coin(words, 1 << bits, bits) {
        wholes += 1;
    }
    (((wholes as u128) << bits) + within as u128) / 9
}

/// True with chance exp(-g) for g = numerator/2^bits <= 1: Canonne, Kamath, Steinke 2020, algorithm 1, first case.
fn exp_coin<W: Words>(words: &mut W, numerator: u64, bits: u32) -> bool {
    let mut round = 1u64;
    while fraction_coin(words, numerator, (round as u128) << bits) {
        round += 1;
    }
    round % 2 == 1
}

/// True with chance numerator/denominator, the denominator below 2^127.
fn fraction_coin<W: Words>(words: &mut W, numerator: u64, denominator: u128) -> bool {
    // Uniform below the denominator: the words that would favour small values are thrown away.
    let whole = (1u128 << 127) / denominator * denominator;
    loop {
        let wide = (((words.word() as u128) << 64) | words.word() as u128) >> 1;
        if wide < whole {
            return wide % denominator < numerator as u128;
        }
    }
}
