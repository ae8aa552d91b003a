package org.medveil.learning;

import java.io.Serializable;

/**
 * Where the moments of least squares lie in one flat vector: the upper triangle of z zᵀ, row by
 * row, then z tᵀ, target by target. Off-diagonal entries stand for two of the matrix and are scaled
 * by √2, so that the flat vector has the norm of the matrix.
 *
 * @param width length of z
 * @param targets length of t
 * @param gramWeight factor on the entries of z zᵀ
 */
record MomentLayout(int width, int targets, double gramWeight) implements Serializable {
  private static final double ROOT_TWO = Math.sqrt(2);

  MomentLayout {
    if ((long) width * (width + 1) / 2 + (long) width * targets > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("the moments of " + width + " features fit no array");
    }
  }

  int dimension() {
    return triangle() + width * targets;
  }

  /** Adds {@code share} times the moments of one example. */
  void add(double[] z, double[] t, double share, double[] out) {
    int at = 0;
    for (int row = 0; row < width; row++) {
      double scaled = share * gramWeight * z[row];
      out[at++] += scaled * z[row];
      for (int column = row + 1; column < width; column++) {
        out[at++] += ROOT_TWO * scaled * z[column];
      }
    }
    for (double target : t) {
      for (double value : z) {
        out[at++] += share * target * value;
      }
    }
  }

  /** Norm of one example's moments, given the norms of z and t. */
  double norm(double z, double t) {
    return z * Math.hypot(gramWeight * z, t);
  }

  /** The symmetric matrix again, row-major. */
  double[] gram(float[] moments) {
    double[] gram = new double[width * width];
    int at = 0;
    for (int row = 0; row < width; row++) {
      gram[row * width + row] = moments[at++] / gramWeight;
      for (int column = row + 1; column < width; column++) {
        double entry = moments[at++] / (gramWeight * ROOT_TWO);
        gram[row * width + column] = entry;
        gram[column * width + row] = entry;
      }
    }
    return gram;
  }

  /** z tᵀ of one target. */
  double[] cross(float[] moments, int target) {
    double[] cross = new double[width];
    for (int i = 0; i < width; i++) {
      cross[i] = moments[triangle() + target * width + i];
    }
    return cross;
  }

  /** The largest eigenvalue that independent noise of this deviation gives the matrix (Wigner). */
  double noiseEdge(double deviation) {
    return deviation / gramWeight * Math.sqrt(2.0 * width);
  }

  private int triangle() {
    return width * (width + 1) / 2;
  }
}
