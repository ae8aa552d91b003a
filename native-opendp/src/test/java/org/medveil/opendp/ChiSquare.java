package org.medveil.opendp;

/** Pearson's test of draws against the exact distribution. */
final class ChiSquare {
  private ChiSquare() {}

  /**
   * The p-value. One bin per integer from -m to m, both ends with their tails, m as large as leaves
   * ten expected draws in the last bin.
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
    double[] chances = new double[2 * m + 1];
    for (int x = -m; x <= m; x++) {
      int size = Math.abs(x);
      chances[x + m] = size == m ? pmf.tail(m) : pmf.at(size);
    }
    return Pearson.pValue(seen, chances);
  }
}
