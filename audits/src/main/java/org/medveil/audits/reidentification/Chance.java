package org.medveil.audits.reidentification;

/** Drawing without replacement: exact chances, for counts up to millions. */
final class Chance {
  private Chance() {}

  /**
   * That none of {@code marked} is among {@code drawn} of {@code all}: C(all − marked, drawn) /
   * C(all, drawn).
   */
  static double none(long all, long marked, long drawn) {
    if (marked == 0 || drawn == 0) {
      return 1;
    }
    if (drawn > all - marked) {
      return 0;
    }
    long factors = Math.min(marked, drawn);
    long other = Math.max(marked, drawn);
    double logarithm = 0;
    for (long i = 0; i < factors && logarithm > -60; i++) {
      logarithm += Math.log1p(-(double) other / (all - i));
    }
    return Math.exp(logarithm);
  }
}
