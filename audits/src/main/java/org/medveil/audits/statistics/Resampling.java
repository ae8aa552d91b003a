package org.medveil.audits.statistics;

import org.medveil.contracts.Refusal;

/**
 * How a bootstrap draws.
 *
 * @param replicates at least 1000
 * @param seed same seed, same replicates, same intervals
 * @param level two-sided, e.g. 0.95
 */
public record Resampling(int replicates, long seed, double level) {
  private static final int LEAST = 1000;

  /**
   * @throws Refusal exit 2 below 1000 replicates or with a level outside (0, 1)
   */
  public Resampling {
    if (replicates < LEAST) {
      throw Refusal.usage(
          "A bootstrap needs at least 1000 replicates.", "Raise --replicates to 1000 or more.");
    }
    if (!(level > 0 && level < 1)) {
      throw Refusal.usage("A level of confidence lies between 0 and 1.", "Use 0.95.");
    }
  }

  /** 1000 replicates, 95 %. */
  public static Resampling seeded(long seed) {
    return new Resampling(LEAST, seed, 0.95);
  }
}
