package org.medveil.audits.erasure;

import org.medveil.contracts.Refusal;

/**
 * What stands side by side in the sums: the vector, what is to be erased, what is to be kept.
 *
 * @param vector values of a vector, d ≥ 1
 * @param erased columns z of the concepts to erase, may be 0
 * @param kept columns y of the task to keep, may be 0
 */
public record Columns(int vector, int erased, int kept) {
  private static final int MOST = 4096;

  /**
   * @throws Refusal exit 2 when there is no vector or more than 4096 columns
   */
  public Columns {
    if (vector < 1 || erased < 0 || kept < 0 || (long) vector + erased + kept > MOST) {
      throw Refusal.usage(
          "An eraser is fitted on vectors of 1 to " + MOST + " values, concepts included.",
          "Use an encoder of fewer values, or fewer concepts.");
    }
  }

  /** All of them. */
  public int all() {
    return vector + erased + kept;
  }
}
