package org.medveil.opendp;

/** The two selections by their definitions, for a handful of scores. */
final class SelectionChances {
  private SelectionChances() {}

  static double[] of(Selector selector, double[] scores, double scale) {
    return switch (selector) {
      case EXPONENTIAL -> softmax(scores, scale);
      case PERMUTE_AND_FLIP -> permuteAndFlip(scores, scale);
    };
  }

  /** exp(score/scale), normed (McSherry, Talwar 2007). */
  private static double[] softmax(double[] scores, double scale) {
    double[] chances = new double[scores.length];
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      chances[i] = Math.exp(scores[i] / scale);
      sum += chances[i];
    }
    for (int i = 0; i < chances.length; i++) {
      chances[i] /= sum;
    }
    return chances;
  }

  /**
   * McKenna, Sheldon 2020, algorithm 1, over every set of those that were refused already: the next
   * is any of the others, and it is taken with chance exp(-(best - score)/scale).
   */
  private static double[] permuteAndFlip(double[] scores, double scale) {
    int n = scores.length;
    double best = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      best = Math.max(best, score);
    }
    double[] reached = new double[1 << n];
    reached[0] = 1;
    double[] chances = new double[n];
    for (int refused = 0; refused < reached.length; refused++) {
      int left = n - Integer.bitCount(refused);
      for (int i = 0; i < n; i++) {
        if ((refused >> i & 1) == 0) {
          double next = reached[refused] / left;
          double taken = Math.exp((scores[i] - best) / scale);
          chances[i] += next * taken;
          reached[refused | 1 << i] += next * (1 - taken);
        }
      }
    }
    return chances;
  }
}
