package org.medveil.jobs.train;

/** Adds sums exactly. */
final class ExactSum {
  private ExactSum() {}

  /**
   * @throws ArithmeticException when an entry leaves 64 bits
   */
  static void add(long[] total, long[] part) {
    if (total.length != part.length) {
      throw new IllegalArgumentException("sums differ in length");
    }
    // One sign test for all instead of addExact on each: this loop is vectorised.
    long overflow = 0;
    for (int i = 0; i < total.length; i++) {
      long a = total[i];
      long r = a + part[i];
      total[i] = r;
      overflow |= (a ^ r) & (part[i] ^ r);
    }
    if (overflow < 0) {
      throw new ArithmeticException("the sum of a step leaves 64 bits");
    }
  }
}
