package org.medveil.audits.ablation;

import java.io.Serializable;

/** A number read from a vector, such as a logit or the likeness to another image. */
public interface Readout extends Serializable {
  /** The number for this vector. */
  double of(float[] vector);

  /**
   * A linear readout.
   *
   * @param weights one for each value of the vector; copied
   */
  static Readout linear(double[] weights) {
    double[] kept = weights.clone();
    return vector -> {
      double sum = 0;
      for (int i = 0; i < kept.length; i++) {
        sum += kept[i] * vector[i];
      }
      return sum;
    };
  }

  /**
   * Cosine with a mate.
   *
   * @param mate another vector of the same person; copied
   */
  static Readout likeness(float[] mate) {
    float[] kept = mate.clone();
    return vector -> {
      double product = 0;
      double own = 0;
      double other = 0;
      for (int i = 0; i < kept.length; i++) {
        product += (double) kept[i] * vector[i];
        own += (double) vector[i] * vector[i];
        other += (double) kept[i] * kept[i];
      }
      return own > 0 && other > 0 ? product / Math.sqrt(own * other) : 0;
    };
  }
}
