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
   * @param factors one array per part; 0 if there is none
   * @return whether there is one: the gradient is finite, and so near C that a float can hold it
   */
  boolean set(List<Norms> parts, int patient, int rows, float[][] factors) {
    double[] norms = new double[parts.size()];
    for (int t = 0; t < norms.length; t++) {
      norms[t] = Math.sqrt(parts.get(t).squared[patient]) / rows;
      if (!Double.isFinite(norms[t]) || !Double.isFinite(parts.get(t).terms[patient])) {
        return false;
      }
    }
    double[] scales = scales(norms);
    boolean exact = true;
    for (int t = 0; t < norms.length; t++) {
      float factor = (float) (scales[t] / clippingNorm * blockNorm / rows);
      factors[t][patient] = factor;
      exact &= factor >= Float.MIN_NORMAL && factor <= Float.MAX_VALUE;
    }
    if (!exact) {
      for (float[] part : factors) {
        part[patient] = 0;
      }
    }
    return exact;
  }

  /**
   * What each part of a mean gradient is multiplied with, so that all together have norm C at most.
   *
   * @param norms of the parts
   */
  double[] scales(double[] norms) {
    double squares = 0;
    for (double norm : norms) {
      squares += norm * norm;
    }
    double whole = Math.sqrt(squares);
    double[] scales = new double[norms.length];
    for (int t = 0; t < norms.length; t++) {
      if (rule instanceof ClippingRule.PerLayer) {
        scales[t] = least(norms[t], clippingNorm / Math.sqrt(norms.length));
      } else if (rule instanceof ClippingRule.Automatic automatic) {
        scales[t] = clippingNorm / (whole + automatic.stability());
      } else {
        scales[t] = least(whole, clippingNorm);
      }
    }
    return scales;
  }

  private static double least(double norm, double bound) {
    return norm > bound ? bound / norm : 1;
  }
}
