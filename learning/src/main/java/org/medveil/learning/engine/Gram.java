package org.medveil.learning.engine;

/** Norms of sums of outer products, from the inner products of their factors, in double. */
final class Gram {
  private Gram() {}

  /**
   * Vectors of one length, one after the other.
   *
   * @param values where
   * @param at first float of the first
   * @param width length of each
   */
  record Vectors(float[] values, int at, int width) {
    double dot(int i, int j) {
      return Sums.dot(values, at + i * width, values, at + j * width, width);
    }
  }

  /**
   * ‖Σᵢ dᵢ (xᵢ, √c)ᵀ‖² = Σᵢⱼ ⟨dᵢ, dⱼ⟩ (⟨xᵢ, xⱼ⟩ + c). What cancels, cancels in double.
   *
   * @param x left factors
   * @param d right factors
   * @param count how many of each
   * @param constant c: 1 if there is a bias, whose input is 1, else 0
   */
  static double squaredNorm(Vectors x, Vectors d, int count, double constant) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += d.dot(i, i) * (x.dot(i, i) + constant);
      for (int j = 0; j < i; j++) {
        sum += 2 * d.dot(i, j) * (x.dot(i, j) + constant);
      }
    }
    return Math.max(0, sum);
  }
}
