//! One noisy value after the other.

use aes::Block;
use dashu::integer::UBig;

use super::coin::is_below;
use super::exp::{Bounds, exp_minus};
use super::table::{BLOCKS, KAPPA, TAIL, Table};
use super::tail;
use super::words::{AesWords, Blocks, Words, words_of};

/// Half width of the comparisons that floating point leaves open, in units of 2^-63. See `Draws::by_floats`.
const GUARD: i64 = 1 << 23;

/// Draws from N_Z(0, (2^bits)^2) and adds them. `G` is the guard band; only tests widen it.
#[derive(Clone, Copy)]
pub struct Draws<const G: i64 = GUARD> {
    table: &'static Table,
    bits: u32,
}

impl Draws {
    /// `bits` from 7 to 56, checked by `mechanism`.
    pub fn new(bits: u32) -> Self {
        Draws::guarded(bits)
    }
}

impl<const G: i64> Draws<G> {
    pub fn guarded(bits: u32) -> Self {
        assert!((7..=56).contains(&bits));
        Draws {
            table: Table::shared(),
            bits,
        }
    }

    /// Writes each value with a draw of its own added, decoded; a sum that leaves the range of an i64 saturates.
    pub fn add<T>(
        self,
        words: &mut AesWords,
        values: &[i64],
        noised: &mut [T],
        decode: impl Fn(i64) -> T,
    ) {
        let noised = &mut noised[..values.len()];
        let mut blocks: Blocks = [Block::default(); 256];
        let mut next = 0;
        while next < values.len() {
            words.fill(&mut blocks);
            for block in &blocks {
                if next == values.len() {
                    break;
                }
                if let Some(noisy) = self.attempt(words_of(block), words, values[next]) {
                    noised[next] = decode(noisy);
                    next += 1;
                }
            }
        }
    }

    /// One trial: the value with noise, or nothing. Takes itself by value, so that all of it stays in registers.
    ///
    /// The first word picks the outcome. The second holds, from its low end, the sign, the offset in the block, and
    /// the first 69 - bits digits of U at its high end. The digits below them count as ones in the first comparison,
    /// so it is right whatever they are.
    #[inline(always)]
    fn attempt(self, [choice, word]: [u64; 2], words: &mut AesWords, value: i64) -> Option<i64> {
        let spent = (1u64 << (self.bits - 5)) - 1;
        let outcome = self.table.outcome(choice);
        let offset = (word & spent) >> 1;
        if (word | spent) >= self.table.sure[outcome] {
            if outcome >= BLOCKS {
                return self.beyond(words, outcome, value);
            }
            if !self.passes(words, outcome, word) {
                return None;
            }
        }
        let magnitude = ((outcome as u64) << (self.bits - 6)) | offset;
        let negative = word & 1;
        // Zero with a minus sign; in one comparison, as nobody can predict the sign.
        if magnitude | (negative ^ 1) == 0 {
            return None;
        }
        // magnitude < 2^60
        let noise = (magnitude as i64 ^ -(negative as i64)) + negative as i64;
        Some(value.saturating_add(noise))
    }

    /// The tail, and the outcome that is none.
    #[cold]
    #[inline(never)]
    fn beyond(self, words: &mut AesWords, outcome: usize, value: i64) -> Option<i64> {
        if outcome != TAIL {
            return None;
        }
        let magnitude = tail::magnitude(words, self.bits)?;
        let magnitude = i128::try_from(magnitude).unwrap_or(i128::MAX);
        let noise = if words.word() & 1 == 1 {
            -magnitude
        } else {
            magnitude
        };
        let sum = noise.saturating_add(value as i128);
        Some(sum.clamp(i64::MIN as i128, i64::MAX as i128) as i64)
    }

    /// Whether U is below the chance of this magnitude, with 64 digits of U.
    #[inline(never)]
    fn passes(self, words: &mut AesWords, block: usize, word: u64) -> bool {
        let spent = (1u64 << (self.bits - 5)) - 1;
        let offset = (word & spent) >> 1;
        let digits = (word & !spent) | (words.word() & spent);
        match self.by_floats(block, offset, digits) {
            Some(decided) => decided,
            None => self.by_integers(words, block, offset, digits),
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
    fn by_floats(self, block: usize, offset: u64, digits: u64) -> Option<bool> {
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
    fn by_integers(self, words: &mut AesWords, block: usize, offset: u64, digits: u64) -> bool {
        let bits = self.bits as usize;
        let magnitude = ((block as u64) << (bits - 6)) | offset;
        let square = UBig::from(magnitude).sqr();
        let weight = self.table.gates[block].weight;
        is_below(words, digits, |precision| {
            (
                exp_minus(&square, 2 * bits + 1, precision).times(KAPPA),
                Bounds::exactly(weight, precision),
            )
        })
    }
}
