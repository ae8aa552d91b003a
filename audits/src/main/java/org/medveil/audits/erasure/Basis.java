package org.medveil.audits.erasure;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Orthonormal bases of what columns span. */
final class Basis {
  private Basis() {}

  /** Of the columns; as many columns as they have directions, possibly none. */
  static DMatrixRMaj of(DMatrixRMaj columns) {
    if (columns.numCols == 0) {
      return new DMatrixRMaj(columns.numRows, 0);
    }
    // The Gram matrix is small: as wide as the concepts are.
    DMatrixRMaj gram = new DMatrixRMaj(columns.numCols, columns.numCols);
    CommonOps_DDRM.multTransA(columns, columns, gram);
    Spectrum spectrum = Spectrum.of(gram);
    int rank = spectrum.rank();
    DMatrixRMaj basis = new DMatrixRMaj(columns.numRows, rank);
    CommonOps_DDRM.mult(columns, spectrum.leading(rank), basis);
    return orthonormal(basis);
  }

  /** What of each column stands across the basis. */
  static DMatrixRMaj across(DMatrixRMaj basis, DMatrixRMaj columns) {
    DMatrixRMaj along = new DMatrixRMaj(basis.numCols, columns.numCols);
    CommonOps_DDRM.multTransA(basis, columns, along);
    DMatrixRMaj rest = columns.copy();
    CommonOps_DDRM.multAdd(-1, basis, along, rest);
    return rest;
  }

  /** Gram-Schmidt of independent columns, twice against rounding. */
  private static DMatrixRMaj orthonormal(DMatrixRMaj columns) {
    DMatrixRMaj done = columns.copy();
    for (int k = 0; k < done.numCols; k++) {
      for (int pass = 0; pass < 2; pass++) {
        for (int earlier = 0; earlier < k; earlier++) {
          addColumn(done, k, earlier, -dot(done, k, earlier));
        }
      }
      double norm = Math.sqrt(dot(done, k, k));
      for (int i = 0; i < done.numRows; i++) {
        done.set(i, k, done.get(i, k) / norm);
      }
    }
    return done;
  }

  private static double dot(DMatrixRMaj matrix, int a, int b) {
    double sum = 0;
    for (int i = 0; i < matrix.numRows; i++) {
      sum += matrix.get(i, a) * matrix.get(i, b);
    }
    return sum;
  }

  private static void addColumn(DMatrixRMaj matrix, int to, int from, double factor) {
    for (int i = 0; i < matrix.numRows; i++) {
      matrix.add(i, to, factor * matrix.get(i, from));
    }
  }
}
