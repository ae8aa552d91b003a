package org.medveil.audits.reidentification;

/**
 * How attackers are trained.
 *
 * @param axes principal axes that are used, at least 1
 * @param shrinkage of the covariance within patients towards a multiple of the identity, [0, 1)
 * @param directions between patients, at most
 * @param seed of the head's start and batches
 */
public record TrainingSettings(int axes, double shrinkage, int directions, long seed) {
  /** Refuses sizes that are none. */
  public TrainingSettings {
    if (axes < 1 || directions < 1 || !(shrinkage >= 0 && shrinkage < 1)) {
      throw new IllegalArgumentException("at least one axis and direction, shrinkage in [0, 1)");
    }
  }

  /** 512 axes, 1 % shrinkage, all directions. */
  public static TrainingSettings seeded(long seed) {
    return new TrainingSettings(512, 0.01, 512, seed);
  }
}
