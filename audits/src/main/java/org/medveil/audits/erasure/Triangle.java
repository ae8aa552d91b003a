package org.medveil.audits.erasure;

import java.io.Serializable;
import org.ejml.data.DMatrixRMaj;

/**
 * A symmetric matrix as one flat vector: its upper triangle, row by row. Entries off the diagonal
 * stand for two of the matrix and are scaled by √2, so that the flat vector has the matrix's
 * Frobenius norm: a bound on the one is a bound on the other, and no more noise is added than the
 * matrix needs.
 *
 * @param width rows and columns, at least 1
 */
record Triangle(int width) implements Serializable {
  private static final double ROOT_TWO = Math.sqrt(2);

  /** Entries of the flat vector. */
  int length() {
    return Math.multiplyExact(width, width + 1) / 2;
  }

  /** Adds {@code share}·w·wᵀ to the vector that begins at {@code from}; w may be longer. */
  void addOuter(double[] w, double share, double[] flat, int from) {
    int at = from;
    for (int row = 0; row < width; row++) {
      double scaled = share * w[row];
      flat[at++] += scaled * w[row];
      for (int column = row + 1; column < width; column++) {
        flat[at++] += ROOT_TWO * scaled * w[column];
      }
    }
  }

  /** The matrix that begins at {@code from}, times {@code factor}. */
  DMatrixRMaj matrix(float[] flat, int from, double factor) {
    DMatrixRMaj matrix = new DMatrixRMaj(width, width);
    int at = from;
    for (int row = 0; row < width; row++) {
      matrix.set(row, row, factor * flat[at++]);
      for (int column = row + 1; column < width; column++) {
        double entry = factor * flat[at++] / ROOT_TWO;
        matrix.set(row, column, entry);
        matrix.set(column, row, entry);
      }
    }
    return matrix;
  }

  /**
   * The largest eigenvalue that independent noise of this deviation on the flat vector gives a
   * block of {@code size} rows: its entries off the diagonal have deviation/√2, and Wigner's edge
   * is 2·√size times that.
   */
  static double noiseEdge(double deviation, int size) {
    return deviation * Math.sqrt(2.0 * size);
  }
}
