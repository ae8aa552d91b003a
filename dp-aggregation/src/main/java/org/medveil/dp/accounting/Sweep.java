package org.medveil.dp.accounting;

/**
 * Sums over all losses above a grid point, for every grid point in one sweep from the top: Σ over j
 * of m(j)·e^(−θd)·(1 − e^−d) with d = (j − k)·h. Only positive terms, so nothing cancels.
 */
final class Sweep {
  private final double slowly;
  private final double fast;
  private final double difference;

  Sweep(double theta, double step) {
    this.slowly = Math.exp(-theta * step);
    this.fast = Math.exp(-(theta + 1) * step);
    this.difference = -slowly * Math.expm1(-step);
  }

  /**
   * @param folded tilted masses, the mass of index i at i modulo the length, a power of 2
   * @param window index of the first sum
   */
  double[] from(double[] folded, long window) {
    int length = folded.length;
    double[] weighted = new double[length];
    double mass = 0;
    double sum = 0;
    for (int k = length - 1; k >= 0; k--) {
      sum = fast * sum + difference * mass;
      mass = Math.max(0, folded[(int) ((window + k) & (length - 1))]) + slowly * mass;
      weighted[k] = sum;
    }
    return weighted;
  }

  /**
   * Mass that the cyclic sum puts into the window from outside. From above it lands low, from below
   * high, where the tilt weighs it little.
   *
   * @param above at most this at the lowest point, times {@code up} for each point further up
   * @param below at most this at the highest point, times {@code down} for each point further down
   */
  record Folded(double above, double up, double below, double down) {}

  /** Takes the errors off; what is left is made monotone, for δ falls. */
  void lower(double[] weighted, double rounding, Folded folded) {
    double above = folded.above;
    for (int k = 0; k < weighted.length; k++) {
      weighted[k] -= rounding + above;
      above *= folded.up;
    }
    double below = folded.below;
    double next = 0;
    for (int k = weighted.length - 1; k >= 0; k--) {
      weighted[k] = Math.max(weighted[k] - below, next * slowly);
      next = weighted[k];
      below *= folded.down;
    }
  }
}
