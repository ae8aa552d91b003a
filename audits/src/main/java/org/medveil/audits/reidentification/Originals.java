package org.medveil.audits.reidentification;

import java.io.Serializable;

/**
 * Vectors as they were given, for the near-duplicate rule.
 *
 * @param values row after row; not copied
 * @param dimension of a vector
 */
record Originals(float[] values, int dimension) implements Serializable {
  double cosine(int row, Originals other, int otherRow) {
    double product = 0;
    double norm = 0;
    double otherNorm = 0;
    for (int i = 0; i < dimension; i++) {
      double x = values[row * dimension + i];
      double y = other.values[otherRow * dimension + i];
      product += x * y;
      norm += x * x;
      otherNorm += y * y;
    }
    return norm * otherNorm > 0 ? product / Math.sqrt(norm * otherNorm) : 0;
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
