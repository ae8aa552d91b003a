package org.medveil.dp.statistics;

import java.io.Serializable;
import org.medveil.contracts.Refusal;

/**
 * One patient's total in a group as a whole number of units. Each value is clamped to [low, high];
 * values are summed relative to {@code origin}; the total of at most k values lies within ±k·reach
 * and is rounded to the nearest of 2·{@link #GRID} + 1 grid points of that interval. So a patient
 * changes a group's sum by at most {@link #GRID} units, exactly, whatever floating point did. The
 * rounding moves the sum by at most half a unit a patient, 3·10⁻⁵ of the largest contribution.
 *
 * @param low smallest value that counts, finite
 * @param high largest, finite, above low
 * @param origin what a value is measured from, finite
 */
record ClampedTotal(double low, double high, double origin) implements Serializable {
  /** Units in the largest contribution of a patient to a group. */
  static final int GRID = 1 << 14;

  ClampedTotal {
    if (!(low < high) || !(reach(low, high, origin) <= 1e150) || !(high - low >= 1e-150)) {
      throw Refusal.usage(
          "The bounds of a sum or mean must be numbers with low < high, got " + low + ", " + high,
          "Choose them without looking at the data: bounds are public.");
    }
  }

  private static double reach(double low, double high, double origin) {
    return Math.max(Math.abs(low - origin), Math.abs(high - origin));
  }

  /** Largest distance of a clamped value from the origin. */
  double reach() {
    return reach(low, high, origin);
  }

  /** One unit, in units of the values. */
  double unit(int rowsPerGroup) {
    return reach() * rowsPerGroup / GRID;
  }

  /** The patient's total; NaN values count as nothing. */
  long units(double[] values, int rowsPerGroup) {
    double total = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        total += Math.min(high, Math.max(low, value)) - origin;
      }
    }
    long units = Math.round(total / unit(rowsPerGroup));
    return Math.min(GRID, Math.max(-GRID, units));
  }
}
