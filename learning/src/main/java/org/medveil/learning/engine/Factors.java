package org.medveil.learning.engine;

import java.util.List;
import org.medveil.learning.ClippingRule;

/**
 * What each patient's summed gradient is multiplied with, part by part, so that the result has norm
 * at most the block norm: the mean over the patient's images, clipped, in block units.
 */
final class Factors {
  // Norms are computed within 2⁻¹⁸ of the squares and weights rounded to floats: 2.3e-6 in all.
  private static final double MARGIN = 3e-6;

  private final ClippingRule rule;
  private final double clippingNorm;
  private final double blockNorm;

  /**
   * @param clippingNorm C, in units of the gradient
   * @param blockNorm C, in block units
   */
  Factors(ClippingRule rule, double clippingNorm, double blockNorm) {
    this.rule = rule;
    this.clippingNorm = clippingNorm;
    this.blockNorm = blockNorm * (1 - MARGIN);
  }

  /** Of one part: norms of the patients' summed gradients and of the terms that make them. */
  record Norms(double[] squared, double[] terms) {}

  /**
   * Sets a patient's factors.
   *
   * @param rows the patient's images
   * @param factors one array per part; not written if the gradient is not finite
   * @return whether the gradient is finite
   */
  boolean set(List<Norms> parts, int patient, int rows, float[][] factors) {
    double all = 0;
    for (Norms part : parts) {
      all += part.squared[patient];
      if (!Double.isFinite(part.terms[patient])) {
        return false;
      }
    }
    if (!Double.isFinite(all)) {
      return false;
    }
    double share = clippingNorm / Math.sqrt(parts.size());
    for (int t = 0; t < factors.length; t++) {
      double scale =
          rule instanceof ClippingRule.PerLayer
              ? least(Math.sqrt(parts.get(t).squared[patient]) / rows, share)
              : whole(Math.sqrt(all) / rows);
      factors[t][patient] = (float) (scale * blockNorm / rows);
    }
    return true;
  }

  private double whole(double norm) {
    return rule instanceof ClippingRule.Automatic automatic
        ? 1 / (norm + automatic.stability())
        : least(norm, clippingNorm);
  }

  /** min(1, bound / norm), over C. */
  private double least(double norm, double bound) {
    return norm > bound ? bound / norm / clippingNorm : 1 / clippingNorm;
  }
}
