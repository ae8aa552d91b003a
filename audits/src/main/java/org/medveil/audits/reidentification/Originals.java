package org.medveil.audits.reidentification;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Vectors as they were given, for the near-duplicate rule.
 *
 * @param values row after row; not copied
 * @param dimension of a vector
 */
record Originals(float[] values, int dimension) implements Serializable {
  /** One vector less a centre; an empty centre is 0. */
  Centred at(int row, List<Float> centre) {
    double[] vector = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = values[row * dimension + i] - (centre.isEmpty() ? 0 : centre.get(i));
    }
    return new Centred(vector);
  }

  /** A vector. */
  record Centred(double[] vector) {
    double cosine(Centred other) {
      double norms = Math.sqrt(times(this) * other.times(other));
      return norms > 0 ? times(other) / norms : 0;
    }

    private double times(Centred other) {
      double sum = 0;
      for (int i = 0; i < vector.length; i++) {
        sum += vector[i] * other.vector[i];
      }
      return sum;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Centred that && Arrays.equals(vector, that.vector);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(vector);
    }

    @Override
    public String toString() {
      return "Centred[" + vector.length + "]";
    }
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
    return "Originals[" + dimension + "]";
  }
}
