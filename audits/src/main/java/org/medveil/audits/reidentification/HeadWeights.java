package org.medveil.audits.reidentification;

import java.io.Serializable;

/**
 * The weights of {@link TripletHead}.
 *
 * @param a hidden × width
 * @param offset hidden
 * @param b width × hidden
 */
record HeadWeights(float[] a, float[] offset, float[] b) implements Serializable {
  int hidden() {
    return offset.length;
  }

  int width() {
    return a.length / offset.length;
  }

  /** tanh(A z + a), count × hidden. */
  float[] activations(float[] z, int count) {
    float[] out = Dense.timesTransposed(z, a, width(), count);
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) Math.tanh(out[i] + offset[i % offset.length]);
    }
    return out;
  }

  /** z + B h, not normalised. */
  float[] raw(float[] z, float[] activations, int count) {
    float[] out = Dense.timesTransposed(activations, b, hidden(), count);
    for (int i = 0; i < out.length; i++) {
      out[i] += z[i];
    }
    return out;
  }

  float[] embedded(float[] z, int count) {
    return Cosine.normalised(raw(z, activations(z, count), count), count, width());
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "HeadWeights[" + width() + " x " + hidden() + "]";
  }
}
