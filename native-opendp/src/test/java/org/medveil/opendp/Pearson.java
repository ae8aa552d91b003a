package org.medveil.opendp;

/** Pearson's test of how often each outcome came against the chance it should have. */
final class Pearson {
  private Pearson() {}

  /**
   * The p-value; chances sum to 1 and none is 0. An odd number of outcomes gives an even number of
   * degrees of freedom, for which the upper tail of chi-square is the finite sum exp(-s/2)
   * sum_{i<m} (s/2)^i / i!; of an even number of outcomes the last two are counted as one.
   */
  static double pValue(long[] seen, double[] chances) {
    int bins = seen.length % 2 == 1 ? seen.length : seen.length - 1;
    long draws = 0;
    for (long count : seen) {
      draws += count;
    }
    double statistic = 0;
    for (int i = 0; i < bins; i++) {
      boolean last = i == bins - 1 && bins < seen.length;
      double expected = draws * (chances[i] + (last ? chances[i + 1] : 0));
      double count = seen[i] + (last ? seen[i + 1] : 0);
      statistic += Math.pow(count - expected, 2) / expected;
    }
    double term = Math.exp(-statistic / 2);
    double p = 0;
    for (int i = 0; i < bins / 2; i++) {
      p += term;
      term *= statistic / 2 / (i + 1);
    }
    return p;
  }
}
