package org.medveil.dp;

import java.util.List;

/**
 * Discrete Gaussian noise so wide that it is accounted as continuous, where losses add up without a
 * grid. A run of n noisy entries so moves ε by at most (3n + 3000) / 8σ²: {@code
 * docs/privacy/grid-gaussian.md}, section 3. Only the entries that a unit changes count, the others
 * are alike for both neighbours.
 */
final class WideNoise {
  private static final double MOST = 1e-6;

  private WideNoise() {}

  /** The same list with every wide {@link DiscreteGaussian} as the Gaussian that stands for it. */
  static List<Mechanism> asContinuous(List<Mechanism> composed) {
    return composed.stream().map(WideNoise::asContinuous).toList();
  }

  /** What {@link #asContinuous} may have taken off ε, and off δ relatively. */
  static double slack(List<Mechanism> composed) {
    double slack = 0;
    for (Mechanism mechanism : composed) {
      if (mechanism instanceof DiscreteGaussian one && wide(one)) {
        slack += slack(one);
      }
    }
    return slack;
  }

  private static Mechanism asContinuous(Mechanism mechanism) {
    return mechanism instanceof DiscreteGaussian one && wide(one)
        ? new SubsampledGaussian(1, one.sigma() / one.shift(), (int) entries(one))
        : mechanism;
  }

  private static boolean wide(DiscreteGaussian one) {
    return slack(one) <= MOST && entries(one) <= Integer.MAX_VALUE;
  }

  private static double slack(DiscreteGaussian one) {
    return (3.0 * entries(one) + 3000) / (8 * one.sigma() * one.sigma());
  }

  private static long entries(DiscreteGaussian one) {
    return (long) one.coordinates() * one.releases();
  }
}
