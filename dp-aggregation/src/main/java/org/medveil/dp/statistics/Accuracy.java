package org.medveil.dp.statistics;

import java.io.Serializable;
import org.medveil.dp.DiscreteGaussian;
import org.medveil.dp.DiscreteLaplace;
import org.medveil.dp.Mechanism;

/**
 * How far noise may have moved a number: a function of the mechanism, and for means of the noisy
 * count, so it may be told. It does not cover what the contribution bounds and the clamping left
 * out.
 *
 * @param standardDeviation an upper bound; NaN for a quantile
 * @param halfWidth95 the error stays within it with a chance of at least 95 %
 * @param inRanks true when both count ranks (rows) and not units of the value: for quantiles
 */
public record Accuracy(double standardDeviation, double halfWidth95, boolean inRanks)
    implements Serializable {
  private static final double TWO_SIDED_95 = 1.9599639845400545;
  private static final double SUMMED_UP_TO = 1e4;

  /** Of one count with the mechanism's noise. */
  static Accuracy of(Mechanism mechanism) {
    if (mechanism instanceof DiscreteGaussian gaussian) {
      return new Accuracy(gaussian.sigma(), gaussianHalfWidth(gaussian.sigma()), false);
    }
    if (mechanism instanceof DiscreteLaplace laplace) {
      // Variance of the discrete Laplace: 2q/(1−q)² with q = exp(−1/scale).
      double scale = laplace.scale();
      double q = Math.exp(-1 / scale);
      double halfWidth = Math.ceil(scale * Math.log(20 * 2 / (1 + q)) - 1);
      return new Accuracy(
          Math.sqrt(2 * q) / -Math.expm1(-1 / scale), Math.max(0, halfWidth), false);
    }
    throw new IllegalArgumentException("no count has the noise of " + mechanism);
  }

  Accuracy times(double unit) {
    return new Accuracy(standardDeviation * unit, halfWidth95 * unit, inRanks);
  }

  /** The smallest h with P(|X| ≤ h) ≥ 0.95; the normal's, rounded up, for large σ. */
  private static double gaussianHalfWidth(double sigma) {
    if (sigma > SUMMED_UP_TO) {
      return Math.ceil(TWO_SIDED_95 * sigma) + 1;
    }
    double all = 1;
    for (int x = 1; x < 40 * sigma + 40; x++) {
      all += 2 * weight(x, sigma);
    }
    double inside = 1;
    int halfWidth = 0;
    while (inside < 0.95 * all) {
      halfWidth++;
      inside += 2 * weight(halfWidth, sigma);
    }
    return halfWidth;
  }

  private static double weight(double x, double sigma) {
    return Math.exp(-x / sigma * x / sigma / 2);
  }
}
