package org.medveil.opendp;

/** Pearson's test of draws against the exact distribution. */
final class ChiSquare {
  private ChiSquare() {}

  /**
   * The p-value. One bin per integer from -m to m, both ends with their tails, m as large as leaves
   * ten expected draws in the last bin. 2m+1 bins give an even number of degrees of freedom, for
   * which the upper tail of chi-square is the finite sum exp(-s/2) sum_{i<m} (s/2)^i / i!.
   */
  static double pValue(long[] draws, DiscreteGaussianPmf pmf) {
    int m = 1;
    while (draws.length * pmf.tail(m + 1) >= 10) {
      m++;
    }
    long[] seen = new long[2 * m + 1];
    for (long draw : draws) {
      seen[(int) Math.max(-m, Math.min(m, draw)) + m]++;
    }
    double statistic = 0;
    for (int x = -m; x <= m; x++) {
      int size = Math.abs(x);
      double expected = draws.length * (size == m ? pmf.tail(m) : pmf.at(size));
      statistic += Math.pow(seen[x + m] - expected, 2) / expected;
    }
    double term = Math.exp(-statistic / 2);
    double p = 0;
    for (int i = 0; i < m; i++) {
      p += term;
      term *= statistic / 2 / (i + 1);
    }
    return p;
  }
}
