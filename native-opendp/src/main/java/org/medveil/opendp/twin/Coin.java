package org.medveil.opendp.twin;

import java.math.BigInteger;
import java.util.function.IntFunction;

/** A coin whose chance is a real number: decided exactly, with as many random bits as it takes. */
final class Coin {
  private static final BigInteger WORDS = BigInteger.ONE.shiftLeft(64);

  private Coin() {}

  /**
   * Whether U &lt; numerator/denominator for a uniform U in [0, 1) whose first 64 binary digits are
   * known. Undecided cases draw further digits: the outcome is the one that infinitely many digits
   * would have.
   *
   * @param numerator its bounds at a precision
   * @param denominator likewise
   */
  static boolean isBelow(
      AesWords words,
      long firstDigits,
      IntFunction<ExpBounds> numerator,
      IntFunction<ExpBounds> denominator) {
    BigInteger digits = unsigned(firstDigits);
    int length = Long.SIZE;
    while (true) {
      ExpBounds above = numerator.apply(length + 128);
      ExpBounds below = denominator.apply(length + 128);
      // U lies in [digits, digits + 1) / 2^length.
      if (digits.add(BigInteger.ONE).multiply(below.high()).compareTo(above.low().shiftLeft(length))
          <= 0) {
        return true;
      }
      if (digits.multiply(below.low()).compareTo(above.high().shiftLeft(length)) >= 0) {
        return false;
      }
      digits = digits.shiftLeft(Long.SIZE).add(unsigned(words.next()));
      length += Long.SIZE;
    }
  }

  /** The word as a number from 0 to 2⁶⁴ − 1. */
  static BigInteger unsigned(long word) {
    BigInteger signed = BigInteger.valueOf(word);
    return word < 0 ? signed.add(WORDS) : signed;
  }
}
