//! The step function over the half line, in units of sigma, and its exact sampling from one word.

use std::sync::OnceLock;

use dashu::integer::UBig;

use super::exp::{Bounds, exp_minus};

/// Blocks of width sigma/64, up to 9 sigma.
pub const BLOCKS: usize = 576;
/// The outcome "beyond 9 sigma".
pub const TAIL: usize = BLOCKS;
/// The outcome "try again", which makes the weights sum to 2^64.
const NOTHING: usize = BLOCKS + 1;
const OUTCOMES: usize = BLOCKS + 2;

/// Height of the step function at 0; close to the largest for which all weights together stay within 2^64.
pub const KAPPA: u64 = 228_549_907_379_051_079;
/// At least kappa exp(-40.5) / (w (1 - exp(-9/sigma))) for every sigma from 2^7 on, which is at most 4.34 (`tail`).
pub const TAIL_WEIGHT: u64 = 5;

const SLOTS: usize = 1024;
const SLOT_BITS: u32 = 54;
const CAPACITY: u64 = 1 << SLOT_BITS;
const PRECISION: usize = 160;

/// One of 1024 equal parts of the 2^64 words, split between two outcomes.
#[derive(Clone, Copy, Default)]
struct Slot {
    threshold: u64,
    /// Of the words from the threshold on, and of those below it.
    outcomes: [u16; 2],
}

/// What a magnitude of one block must pass.
#[derive(Clone, Copy)]
pub struct Gate {
    /// U below sure/2^64 passes whatever the magnitude is.
    pub sure: u64,
    /// kappa exp(-j^2/8192) / W_j within 2^-53: the chance at the block's lower end.
    pub chance: f64,
    /// W_j.
    pub weight: u64,
}

pub struct Table {
    slots: [Slot; SLOTS],
    pub sure: [u64; OUTCOMES],
    pub gates: Vec<Gate>,
}

impl Table {
    /// Made once per process and never changed.
    pub fn shared() -> &'static Table {
        static TABLE: OnceLock<Table> = OnceLock::new();
        TABLE.get_or_init(Table::new)
    }

    fn new() -> Table {
        let heights: Vec<Bounds> = (0..=BLOCKS as u64)
            .map(|j| exp_minus(&UBig::from(j * j), 13, PRECISION).times(KAPPA))
            .collect();
        let gates: Vec<Gate> = heights.windows(2).map(gate).collect();
        let mut sure = [0; OUTCOMES];
        for (sure, gate) in sure.iter_mut().zip(&gates) {
            *sure = gate.sure;
        }
        Table {
            slots: slots(&weights(&gates)),
            sure,
            gates,
        }
    }

    /// The outcome of a uniform word: j with chance W_j/2^64, exactly.
    #[inline(always)]
    pub fn outcome(&self, word: u64) -> usize {
        let slot = &self.slots[(word >> SLOT_BITS) as usize];
        // An index and no branch: which half it is, nobody can predict.
        let low = (word & (CAPACITY - 1) < slot.threshold) as usize;
        slot.outcomes[low] as usize
    }
}

/// `ends`: kappa exp(-t) at the block's lower and upper end. The weight is an integer above the first.
fn gate(ends: &[Bounds]) -> Gate {
    let weight = &(&ends[0].high >> PRECISION) + UBig::ONE;
    let scaled = &weight << PRECISION;
    let word = |ratio: UBig| u64::try_from(ratio).expect("a chance is below 1");
    Gate {
        sure: word((&ends[1].low << 64) / &scaled),
        chance: word((&ends[0].low << 53) / &scaled) as f64 / (1u64 << 53) as f64,
        weight: word(weight),
    }
}

/// Of all outcomes; they sum to 2^64 exactly.
fn weights(gates: &[Gate]) -> Vec<u64> {
    let mut weights: Vec<u64> = gates.iter().map(|gate| gate.weight).collect();
    weights.push(TAIL_WEIGHT);
    let total: u128 = weights.iter().map(|weight| *weight as u128).sum();
    let rest = (1u128 << 64).checked_sub(total);
    weights.push(rest.expect("kappa is small enough") as u64);
    weights
}

/// The alias method (Walker 1974, Vose 1991) on integers: 1024 slots of capacity 2^54 are filled to the brim, each by
/// at most two outcomes, so that every outcome gets exactly its weight.
fn slots(weights: &[u64]) -> [Slot; SLOTS] {
    let mut left = [0u64; SLOTS];
    left[..weights.len()].copy_from_slice(weights);
    let mut slots = [Slot::default(); SLOTS];
    let (mut small, mut large): (Vec<usize>, Vec<usize>) =
        (0..SLOTS).partition(|outcome| left[*outcome] < CAPACITY);
    while let Some(poor) = small.pop() {
        let rich = *large.last().expect("the weights sum to 2^64");
        slots[poor] = Slot {
            threshold: left[poor],
            // An outcome that does not exist has no weight, so its half is empty.
            outcomes: [rich as u16, poor.min(NOTHING) as u16],
        };
        left[rich] -= CAPACITY - left[poor];
        if left[rich] < CAPACITY {
            large.pop();
            small.push(rich);
        }
    }
    for full in large {
        assert_eq!(left[full], CAPACITY, "the weights sum to 2^64");
        slots[full] = Slot {
            threshold: CAPACITY,
            outcomes: [full as u16; 2],
        };
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_has_exactly_its_weight() {
        let table = Table::shared();
        let mut held = [0u128; OUTCOMES];
        for slot in &table.slots {
            held[slot.outcomes[1] as usize] += slot.threshold as u128;
            held[slot.outcomes[0] as usize] += (CAPACITY - slot.threshold) as u128;
        }
        let weights = weights(&table.gates);
        assert_eq!(weights.len(), OUTCOMES);
        for (held, weight) in held.iter().zip(&weights) {
            assert_eq!(*held, *weight as u128);
        }
        assert_eq!(held.iter().sum::<u128>(), 1 << 64);
        // Nothing is thrown away but what rounding up costs.
        assert!(weights[NOTHING] < 2000, "{}", weights[NOTHING]);
    }

    #[test]
    fn the_steps_lie_above_the_density_and_the_sure_part_below_it() {
        for (j, gate) in Table::shared().gates.iter().enumerate() {
            let at = |j: usize| exp_minus(&UBig::from(j * j), 13, 256).times(KAPPA);
            assert!(&UBig::from(gate.weight) << 256 >= at(j).high, "block {j}");
            let sure = UBig::from(gate.sure) * gate.weight;
            assert!(sure << (256 - 64) <= at(j + 1).low, "block {j}");
            assert!(gate.chance > 0.0 && gate.chance <= 1.0);
        }
    }

    #[test]
    fn the_tail_is_never_proposed_too_rarely() {
        for bits in 7..=56usize {
            let chance = super::super::tail::largest_chance(bits, 256);
            assert!(chance.0.high <= chance.1.low, "bits {bits}");
        }
    }
}
