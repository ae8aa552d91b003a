package org.medveil.audits.reidentification;

import org.ejml.data.DMatrixRMaj;

/**
 * Cosine after centring and scaling every principal axis of the gallery to unit variance: an
 * attacker without labels can do that. Directions of little variance are not blown up: λ times the
 * mean variance is added to each.
 */
public final class WhitenedCosine {
  private static final int AXES = 512;

  private WhitenedCosine() {}

  /**
   * @param rows vectors that the attacker has, row after row
   * @param dimension of a vector
   * @param shrinkage λ, at least 0
   */
  public static Comparison of(float[] rows, int dimension, double shrinkage) {
    PrincipalAxes axes = PrincipalAxes.of(rows, dimension, AXES);
    DMatrixRMaj scales = new DMatrixRMaj(axes.size(), axes.size());
    for (int i = 0; i < axes.size(); i++) {
      scales.set(i, i, 1 / Math.sqrt(axes.variance(i) + shrinkage * axes.meanVariance()));
    }
    return new Mapped("whitened-cosine", axes.after(scales), new Cosine(axes.size()));
  }
}
