package org.medveil.learning.engine;

import java.util.List;
import org.medveil.dp.AdaptiveClip;
import org.medveil.dp.GridGaussian;
import org.medveil.learning.ClippingRule;

/**
 * What each patient's summed gradient is multiplied with, part by part, so that the result has norm
 * at most the block norm: the mean over the patient's images, clipped, in block units.
 */
final class Factors {
  // Norms are computed within 2⁻¹⁸ of the squares and weights rounded to floats: 2.3e-6 in all.
  private static final double MARGIN = 3e-6;

  private final GridGaussian grid;
  private final ClippingRule rule;
  private final AdaptiveClip adaptive;
  private final double blockNorm;

  private Factors(GridGaussian grid, ClippingRule rule, AdaptiveClip adaptive) {
    this.grid = grid;
    this.rule = rule;
    this.adaptive = adaptive;
    this.blockNorm = blockNorm(grid) * (1 - MARGIN);
  }

  /**
   * The factors of one step.
   *
   * @param clippingNorm of the step, if it is adaptive
   */
  static Factors of(GridGaussian grid, ClippingRule rule, double clippingNorm) {
    AdaptiveClip adaptive =
        rule instanceof ClippingRule.Adaptive moving
            ? new AdaptiveClip(moving.rule(), clippingNorm)
            : null;
    return new Factors(grid, rule, adaptive);
  }

  /** C in block units. */
  static double blockNorm(GridGaussian grid) {
    return Math.scalb((double) grid.unitsPerNorm(), -grid.blockShift());
  }

  /** Of one part: norms of the patients' summed gradients and of the terms that make them. */
  record Norms(double[] squared, double[] terms) {}

  /** The norm of a patient's mean gradient over all parts; not finite if anything of it is not. */
  double norm(List<Norms> parts, int patient, int rows) {
    double all = 0;
    for (Norms part : parts) {
      // Terms are finite or not, and 0 times a finite number is 0.
      all += part.squared[patient] + 0 * part.terms[patient];
    }
    return Math.sqrt(all) / rows;
  }

  /**
   * The factor of a part of a patient's mean gradient, in block units.
   *
   * @param norm of the whole
   * @param part norm of the part
   * @param parts how many parts there are
   */
  double factor(double norm, double part, int parts) {
    return blockNorm * share(norm, part, parts);
  }

  /** What the part is multiplied with, over C. */
  double share(double norm, double part, int parts) {
    if (adaptive != null) {
      return adaptive.gradientFactor(norm);
    }
    double bound = grid.clippingNorm();
    if (rule instanceof ClippingRule.Automatic automatic) {
      return 1 / (norm + automatic.stability());
    }
    if (rule instanceof ClippingRule.PerLayer) {
      double each = bound / Math.sqrt(parts);
      return (part > each ? each / part : 1) / bound;
    }
    return (norm > bound ? bound / norm : 1) / bound;
  }

  /** Adds what a patient says of his norm, in the last entry of the sum of an adaptive step. */
  void addSignal(double norm, long[] sum) {
    if (adaptive != null) {
      long units = Math.round(adaptive.signal(norm) * grid.unitsPerNorm() * (1 - MARGIN));
      sum[sum.length - 1] = Math.addExact(sum[sum.length - 1], units);
    }
  }
}
