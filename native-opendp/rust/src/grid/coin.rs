//! A coin whose chance is a real number: decided exactly, with as many random bits as it takes.

use dashu::integer::UBig;

use super::exp::Bounds;
use super::words::Words;

/// Whether U < numerator/denominator for a uniform U in [0, 1) whose first 64 binary digits are known.
///
/// `ratio` answers with the bounds of both at a precision. Undecided cases draw further digits of U: the outcome is
/// the one that infinitely many digits would have. Each round is needed with a chance of about 2^-64.
pub fn is_below<W: Words>(
    words: &mut W,
    first_digits: u64,
    ratio: impl Fn(usize) -> (Bounds, Bounds),
) -> bool {
    let mut digits = UBig::from(first_digits);
    let mut length = 64;
    loop {
        let (numerator, denominator) = ratio(length + 128);
        // U lies in [digits, digits + 1) / 2^length.
        if (&digits + UBig::ONE) * &denominator.high <= &numerator.low << length {
            return true;
        }
        if &digits * &denominator.low >= &numerator.high << length {
            return false;
        }
        digits = (digits << 64) + UBig::from(words.word());
        length += 64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words from a list, to see how many are asked for.
    struct Listed(Vec<u64>);

    impl Words for Listed {
        fn word(&mut self) -> u64 {
            self.0.remove(0)
        }
    }

    fn third(precision: usize) -> (Bounds, Bounds) {
        (Bounds::exactly(1, precision), Bounds::exactly(3, precision))
    }

    #[test]
    fn decides_at_once_where_the_first_digits_do() {
        assert!(is_below(&mut Listed(vec![]), 0, third));
        assert!(!is_below(&mut Listed(vec![]), u64::MAX, third));
    }

    #[test]
    fn asks_for_more_digits_where_they_do_not() {
        // 1/3 = 0.010101... in binary: 64 digits of it say nothing yet, the next word does.
        let prefix = 0x5555_5555_5555_5555;
        let mut below = Listed(vec![prefix, 0]);
        assert!(is_below(&mut below, prefix, third));
        assert!(below.0.is_empty());
        let mut above = Listed(vec![prefix, prefix, prefix + 1]);
        assert!(!is_below(&mut above, prefix, third));
        assert!(above.0.is_empty());
    }
}
