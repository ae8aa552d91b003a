package org.medveil.dp;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Compares a uniform real number U with powers of 1−q as infinitely many digits would: enclosures
 * in integers, and as many more digits of U as it takes.
 */
final class ExactPower {
  private static final int SPARE_BITS = 64;

  private final BigDecimal base;
  private final KeyedWords words;
  private BigInteger digits;
  private int bits = Long.SIZE;

  /** U begins with the 64 binary digits of {@code word}; the rest is drawn from {@code words}. */
  ExactPower(double rate, long word, KeyedWords words) {
    // A double is a binary fraction, so this is exact.
    this.base = BigDecimal.ONE.subtract(new BigDecimal(rate));
    this.words = words;
    this.digits = unsigned(word);
  }

  /** Whether U &lt; (1−q)^exponent, exponent at least 0. */
  boolean above(int exponent) {
    while (true) {
      int scale = bits + SPARE_BITS;
      BigInteger one = BigInteger.ONE.shiftLeft(scale);
      BigInteger low = base.multiply(new BigDecimal(one)).toBigInteger();
      BigInteger high = low.add(BigInteger.ONE).min(one);
      BigInteger least = digits.shiftLeft(SPARE_BITS);
      BigInteger most = digits.add(BigInteger.ONE).shiftLeft(SPARE_BITS);
      if (most.compareTo(power(low, exponent, scale, false)) <= 0) {
        return true;
      }
      if (least.compareTo(power(high, exponent, scale, true)) >= 0) {
        return false;
      }
      digits = digits.shiftLeft(Long.SIZE).add(unsigned(words.next()));
      bits += Long.SIZE;
    }
  }

  /** base^exponent in units of 2^−scale, every product rounded up or every one down. */
  private static BigInteger power(BigInteger base, int exponent, int scale, boolean up) {
    BigInteger result = BigInteger.ONE.shiftLeft(scale);
    for (int bit = 31 - Integer.numberOfLeadingZeros(exponent); bit >= 0; bit--) {
      result = product(result, result, scale, up);
      if ((exponent >> bit & 1) == 1) {
        result = product(result, base, scale, up);
      }
    }
    return result;
  }

  private static BigInteger product(BigInteger a, BigInteger b, int scale, boolean up) {
    BigInteger product = a.multiply(b);
    return up ? product.negate().shiftRight(scale).negate() : product.shiftRight(scale);
  }

  private static BigInteger unsigned(long word) {
    BigInteger value = BigInteger.valueOf(word);
    return word < 0 ? value.add(BigInteger.ONE.shiftLeft(Long.SIZE)) : value;
  }
}
