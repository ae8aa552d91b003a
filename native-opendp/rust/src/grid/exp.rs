//! exp(-t) between two integers, to any precision, from nothing but integer arithmetic.

use dashu::base::BitTest;
use dashu::integer::UBig;

/// A real number v with low <= v 2^precision <= high.
#[derive(Clone, Debug)]
pub struct Bounds {
    pub low: UBig,
    pub high: UBig,
}

impl Bounds {
    /// An integer, at a precision.
    pub fn exactly(value: u64, precision: usize) -> Bounds {
        let scaled = UBig::from(value) << precision;
        Bounds {
            low: scaled.clone(),
            high: scaled,
        }
    }

    pub fn times(&self, factor: u64) -> Bounds {
        Bounds {
            low: &self.low * factor,
            high: &self.high * factor,
        }
    }

    /// 1 - v, for a v of at most 1.
    pub fn complement(&self, precision: usize) -> Bounds {
        let one = UBig::ONE << precision;
        Bounds {
            low: &one - &self.high,
            high: &one - &self.low,
        }
    }
}

/// exp(-t) for the dyadic t = numerator / 2^shift.
///
/// t is halved until it is below 1/256; there the alternating Taylor series is summed with terms that are
/// rounded down, and the result is squared back with outward rounding. Let R be t rounded down to the precision:
/// exp(-t) lies within one unit below exp(-R). A computed term is at most 2 units below its true value (the error of
/// the one before is divided by more than 256, and rounding adds less than 1), and once a term is 0 the rest of the
/// alternating series is below 2 units. So n terms are off by at most 2n + 2 units.
pub fn exp_minus(numerator: &UBig, shift: usize, precision: usize) -> Bounds {
    let halvings = (numerator.bit_len() + 8).saturating_sub(shift);
    let small = (numerator << precision) >> (shift + halvings);
    let one = UBig::ONE << precision;

    let (mut positive, mut negative) = (one.clone(), UBig::ZERO);
    let (mut term, mut terms) = (one.clone(), 0u64);
    while !term.is_zero() {
        terms += 1;
        term = ((term * &small) >> precision) / terms;
        if terms % 2 == 0 {
            positive += &term;
        } else {
            negative += &term;
        }
    }
    let sum = positive - negative;
    let slack = UBig::from(2 * terms + 3);
    let mut bounds = Bounds {
        low: if sum > slack {
            &sum - &slack
        } else {
            UBig::ZERO
        },
        high: (sum + slack).min(one.clone()),
    };
    for _ in 0..halvings {
        bounds = Bounds {
            low: bounds.low.sqr() >> precision,
            high: ((bounds.high.sqr() >> precision) + UBig::ONE).min(one.clone()),
        };
    }
    bounds
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(numerator: u64, shift: usize, expected: f64) {
        let bounds = exp_minus(&UBig::from(numerator), shift, 256);
        assert!(bounds.low <= bounds.high);
        // From 2^256 down to 2^62, where a double can take over.
        let middle = u64::try_from(&bounds.low >> 194).unwrap() as f64 / (1u64 << 62) as f64;
        let relative = (middle - expected).abs() / expected;
        assert!(
            relative < 1e-15,
            "{numerator}/2^{shift}: {middle} {expected}"
        );
        let width = &bounds.high - &bounds.low;
        assert!(width.bit_len() < 40, "{} bits wide", width.bit_len());
    }

    #[test]
    fn agrees_with_known_values() {
        close(0, 0, 1.0);
        close(1, 0, (-1f64).exp());
        close(1, 13, (-1f64 / 8192.0).exp());
        close(7, 0, (-7f64).exp());
        close((1 << 60) + 1, 62, (-0.25f64).exp());
    }

    #[test]
    fn digits_beyond_a_double_are_right() {
        // 1/e = 0.36787944117144232159552377016146086744581113103176...
        let bounds = exp_minus(&UBig::ONE, 0, 200);
        let digits = UBig::from(10u8).pow(50);
        let expected = "36787944117144232159552377016146086744581113103176";
        for bound in [&bounds.low, &bounds.high] {
            assert_eq!(((bound * &digits) >> 200usize).to_string(), expected);
        }
    }

    #[test]
    fn products_of_bounds_hold_the_bounds_of_the_sum() {
        // exp(-a) exp(-b) = exp(-(a+b)): three brackets of the same number must overlap.
        for (a, b) in [(1u64, 2u64), (12345, 678), (3_000_000, 1), (40_500, 81)] {
            let precision = 192;
            let left = exp_minus(&UBig::from(a), 10, precision);
            let right = exp_minus(&UBig::from(b), 10, precision);
            let both = exp_minus(&UBig::from(a + b), 10, precision);
            assert!((&left.low * &right.low) >> precision <= both.high);
            assert!(((&left.high * &right.high) >> precision) + UBig::ONE >= both.low);
        }
    }
}
