package org.medveil.dp.evaluation;

/**
 * A confidence interval.
 *
 * @param low lower end
 * @param high upper end, at least {@code low}
 */
public record Interval(double low, double high) {
  /** Refuses ends in the wrong order or NaN. */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("low must not exceed high");
    }
  }

  /**
   * Between two percentiles, by linear interpolation between order statistics.
   *
   * @param sorted ascending, at least one
   * @param tail share of the values outside on each side, e.g. 0.025
   */
  public static Interval within(double[] sorted, double tail) {
    return new Interval(quantile(sorted, tail), quantile(sorted, 1 - tail));
  }

  private static double quantile(double[] sorted, double p) {
    double position = p * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
