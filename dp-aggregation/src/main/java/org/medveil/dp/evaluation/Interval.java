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
}
