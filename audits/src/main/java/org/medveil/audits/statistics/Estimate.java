package org.medveil.audits.statistics;

import java.util.Objects;
import org.medveil.dp.evaluation.Interval;

/**
 * A figure and how sure it is.
 *
 * @param value on the rows as they are
 * @param interval of the bootstrap over patients
 * @param patients resampled
 * @param replicates that had a value; the others (e.g. without a positive) are left out
 */
public record Estimate(double value, Interval interval, int patients, int replicates) {
  /** Refuses NaN. */
  public Estimate {
    Objects.requireNonNull(interval);
    if (Double.isNaN(value) || patients < 1 || replicates < 1) {
      throw new IllegalArgumentException("an estimate is a number about at least one patient");
    }
  }

  /** Whether {@code figure} lies in the interval. */
  public boolean covers(double figure) {
    return interval.low() <= figure && figure <= interval.high();
  }
}
