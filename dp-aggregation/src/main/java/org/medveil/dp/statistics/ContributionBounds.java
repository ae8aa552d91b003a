package org.medveil.dp.statistics;

import java.io.Serializable;
import org.medveil.contracts.Refusal;

/**
 * How much of one patient enters the statistics; the rest is left out. More keeps more of the data
 * and needs more noise.
 *
 * @param groups most groups a patient counts in, 1 … 10 000
 * @param rowsPerGroup most rows of a patient that count in one group, 1 … 10 000
 */
public record ContributionBounds(int groups, int rowsPerGroup) implements Serializable {
  private static final int MOST = 10_000;

  /** Refuses (exit 2) values outside the ranges above. */
  public ContributionBounds {
    require("groups per patient", groups);
    require("rows per group", rowsPerGroup);
  }

  private static void require(String what, int value) {
    if (value < 1 || value > MOST) {
      throw Refusal.usage(
          "The most " + what + " must lie between 1 and " + MOST + ", got " + value,
          "Choose what nearly all patients stay within.");
    }
  }
}
