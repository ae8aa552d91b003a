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

  /** The norms of the parts of a patient's mean gradient. */
  static double[] norms(List<Norms> parts, int patient, int rows) {
    return parts.stream().mapToDouble(part -> Math.sqrt(part.squared[patient]) / rows).toArray();
  }

  /**
   * Sets a patient's factors.
   *
   * @param rows the patient's images
   * @param factors one array per part; 0 if there is none
   * @return whether there is one: the gradient is finite, and so near C that a float can hold it
   */
  boolean set(List<Norms> parts, int patient, int rows, float[][] factors) {
    double[] norms = norms(parts, patient, rows);
    for (int t = 0; t < norms.length; t++) {
      if (!Double.isFinite(norms[t]) || !Double.isFinite(parts.get(t).terms[patient])) {
        return false;
      }
    }
    double[] scales = scales(norms);
    boolean exact = true;
    for (int t = 0; t < norms.length; t++) {
      float factor = (float) (scales[t] / grid.clippingNorm() * blockNorm / rows);
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
    double whole = whole(norms);
    double bound = grid.clippingNorm();
    double[] scales = new double[norms.length];
    for (int t = 0; t < norms.length; t++) {
      if (adaptive != null) {
        scales[t] = bound * adaptive.gradientFactor(whole);
      } else if (rule instanceof ClippingRule.PerLayer) {
        scales[t] = least(norms[t], bound / Math.sqrt(norms.length));
      } else if (rule instanceof ClippingRule.Automatic automatic) {
        scales[t] = bound / (whole + automatic.stability());
      } else {
        scales[t] = least(whole, bound);
      }
    }
    return scales;
  }

  private static double whole(double[] norms) {
    double squares = 0;
    for (double norm : norms) {
      squares += norm * norm;
    }
    return Math.sqrt(squares);
  }

  /**
   * Adds what a patient says of the norm, in the last entry of the sum of an adaptive step.
   *
   * @param norms of the parts of the mean gradient
   */
  void addSignal(double[] norms, long[] sum) {
    if (adaptive != null) {
      long units = Math.round(adaptive.signal(whole(norms)) * grid.unitsPerNorm() * (1 - MARGIN));
      sum[sum.length - 1] = Math.addExact(sum[sum.length - 1], units);
    }
  }

  private static double least(double norm, double bound) {
    return norm > bound ? bound / norm : 1;
  }
}
