//! One noisy value after the other.

use dashu::integer::UBig;

use super::coin::is_below;
use super::exp::{Bounds, exp_minus};
use super::table::{BLOCKS, KAPPA, TAIL, Table};
use super::tail;
use super::words::Words;

/// Half width of the comparisons that floating point leaves open, in units of 2^-63. See `Draws::by_floats`.
const GUARD: i64 = 1 << 23;

/// Draws from N_Z(0, (2^bits)^2) and adds them. `G` is the guard band; only tests widen it.
pub struct Draws<W: Words, const G: i64 = GUARD> {
    words: W,
    table: &'static Table,
    bits: u32,
}

impl<W: Words> Draws<W> {
    /// `bits` from 7 to 56, checked by `mechanism`.
    pub fn new(words: W, bits: u32) -> Self {
        Draws::guarded(words, bits)
    }
}

impl<W: Words, const G: i64> Draws<W, G> {
    pub fn guarded(words: W, bits: u32) -> Self {
        assert!((7..=56).contains(&bits));
        Draws {
            words,
            table: Table::shared(),
            bits,
        }
    }

    /// The value plus one draw; a sum that leaves the range of an i64 saturates.
    ///
    /// The second word holds, from its low end, the sign, the offset in the block, and the first 69 - bits digits of U
    /// at its high end. The digits below them count as ones in the first comparison, so it is right whatever they are.
    #[inline(always)]
    pub fn added_to(&mut self, value: i64) -> i64 {
        let spent = (1u64 << (self.bits - 5)) - 1;
        loop {
            let outcome = self.table.outcome(self.words.word());
            let word = self.words.word();
            let offset = (word & spent) >> 1;
            if (word | spent) >= self.table.sure[outcome] {
                if outcome >= BLOCKS {
                    if let Some(sum) = self.beyond(outcome, value) {
                        return sum;
                    }
                    continue;
                }
                if !self.passes(outcome, offset, word & !spent, spent) {
                    continue;
                }
            }
            let magnitude = ((outcome as u64) << (self.bits - 6)) | offset;
            let negative = word & 1;
            if magnitude == 0 && negative == 1 {
                continue;
            }
            // magnitude < 2^60
            let noise = (magnitude as i64 ^ -(negative as i64)) + negative as i64;
            return value.saturating_add(noise);
        }
    }

    /// The tail, and the outcome that is none.
    #[cold]
    #[inline(never)]
    fn beyond(&mut self, outcome: usize, value: i64) -> Option<i64> {
        if outcome != TAIL {
            return None;
        }
        let magnitude = tail::magnitude(&mut self.words, self.bits)?;
        let magnitude = i128::try_from(magnitude).unwrap_or(i128::MAX);
        let noise = if self.words.word() & 1 == 1 {
            -magnitude
        } else {
            magnitude
        };
        let sum = noise.saturating_add(value as i128);
        Some(sum.clamp(i64::MIN as i128, i64::MAX as i128) as i64)
    }

    /// Whether U is below the chance of this magnitude, with 64 digits of U.
    #[inline(never)]
    fn passes(&mut self, block: usize, offset: u64, digits: u64, spent: u64) -> bool {
        let digits = digits | (self.words.word() & spent);
        match self.by_floats(block, offset, digits) {
            Some(decided) => decided,
            None => self.by_integers(block, offset, digits),
        }
    }

    /// The comparison in doubles, where it is beyond doubt.
    ///
    /// With s = offset/w in [0, 1) and d = (2j + s) s / 8192 < 0.1406, the chance is a = c exp(-d), c the chance at the
    /// block's lower end. Let u = 2^-53. Computed: s exactly; d with two roundings, within 2.1 u d < 0.3 u; the Taylor
    /// polynomial of degree 10 is off by less than d^11/11! < 1.1e-17 < 0.1 u; its Horner steps, each 1 - (d/k) p with
    /// 0 < p <= 1, add at most 1.2 u each, damped by d/k <= 0.15 per level, together less than 1.5 u; c is within u and
    /// the last product rounds once more, 0.5 u. The sum, below 4 u = 2^-51, is 2000 times smaller than the guard of
    /// 2^-40. Multiplying by 2^63 is exact. Only IEEE 754 basic operations are used, no library's exp.
    #[inline(always)]
    fn by_floats(&self, block: usize, offset: u64, digits: u64) -> Option<bool> {
        let s = offset as f64 * (1.0 / (1u64 << (self.bits - 6)) as f64);
        let d = (2.0 * block as f64 + s) * s * (1.0 / 8192.0);
        let mut p = 1.0 - d * (1.0 / 10.0);
        p = 1.0 - d * (1.0 / 9.0) * p;
        p = 1.0 - d * (1.0 / 8.0) * p;
        p = 1.0 - d * (1.0 / 7.0) * p;
        p = 1.0 - d * (1.0 / 6.0) * p;
        p = 1.0 - d * (1.0 / 5.0) * p;
        p = 1.0 - d * (1.0 / 4.0) * p;
        p = 1.0 - d * (1.0 / 3.0) * p;
        p = 1.0 - d * (1.0 / 2.0) * p;
        p = 1.0 - d * p;
        let chance = (self.table.gates[block].chance * p * (1u64 << 63) as f64) as i64;
        let uniform = (digits >> 1) as i64;
        if uniform < chance.saturating_sub(G) {
            Some(true)
        } else if uniform > chance.saturating_add(G) {
            Some(false)
        } else {
            None
        }
    }

    /// The comparison in integers: U W_j < kappa exp(-x^2 / 2^(2 bits + 1)).
    #[cold]
    #[inline(never)]
    fn by_integers(&mut self, block: usize, offset: u64, digits: u64) -> bool {
        let bits = self.bits as usize;
        let magnitude = ((block as u64) << (bits - 6)) | offset;
        let square = UBig::from(magnitude).sqr();
        let weight = self.table.gates[block].weight;
        is_below(&mut self.words, digits, |precision| {
            (
                exp_minus(&square, 2 * bits + 1, precision).times(KAPPA),
                Bounds::exactly(weight, precision),
            )
        })
    }
}
