package org.medveil.opendp.twin;

import java.math.BigInteger;

/**
 * A real number v between two integers: low ≤ v·2^precision ≤ high.
 *
 * @param low at most {@code high}, at least 0
 * @param high not further from {@code low} than rounding asks
 */
record ExpBounds(BigInteger low, BigInteger high) {

  /**
   * exp(−numerator/2^shift), from integer arithmetic only.
   *
   * <p>The argument t is halved until it is below 1/256; there the alternating Taylor series is
   * summed with terms that are rounded down, and the result is squared back with outward rounding.
   * With R, t rounded down to the precision, exp(−t) lies within one unit below exp(−R). A computed
   * term is at most 2 units below its true value, and once a term is 0 the rest of the series is
   * below 2 units: n terms are off by at most 2n + 2 units.
   */
  static ExpBounds expMinus(BigInteger numerator, int shift, int precision) {
    int halvings = Math.max(0, numerator.bitLength() + 8 - shift);
    BigInteger small = numerator.shiftLeft(precision).shiftRight(shift + halvings);
    BigInteger one = BigInteger.ONE.shiftLeft(precision);
    BigInteger sum = one;
    BigInteger term = one;
    long terms = 0;
    while (term.signum() != 0) {
      terms++;
      term = term.multiply(small).shiftRight(precision).divide(BigInteger.valueOf(terms));
      sum = terms % 2 == 0 ? sum.add(term) : sum.subtract(term);
    }
    BigInteger slack = BigInteger.valueOf(2 * terms + 3);
    BigInteger low = sum.subtract(slack).max(BigInteger.ZERO);
    BigInteger high = sum.add(slack).min(one);
    for (int i = 0; i < halvings; i++) {
      low = low.multiply(low).shiftRight(precision);
      high = high.multiply(high).shiftRight(precision).add(BigInteger.ONE).min(one);
    }
    return new ExpBounds(low, high);
  }

  /** A whole number, at a precision. */
  static ExpBounds exactly(long value, int precision) {
    BigInteger scaled = BigInteger.valueOf(value).shiftLeft(precision);
    return new ExpBounds(scaled, scaled);
  }

  ExpBounds times(long factor) {
    BigInteger by = BigInteger.valueOf(factor);
    return new ExpBounds(low.multiply(by), high.multiply(by));
  }

  /** 1 − v, for a v of at most 1. */
  ExpBounds complement(int precision) {
    BigInteger one = BigInteger.ONE.shiftLeft(precision);
    return new ExpBounds(one.subtract(high), one.subtract(low));
  }
}
