package org.medveil.audits.erasure;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** Eigenvalues of a symmetric matrix, largest first, with their vectors as columns. */
final class Spectrum {
  // Below this share of the largest eigenvalue a direction counts as empty: double rounding over
  // sums of floats leaves about 1e-14.
  private static final double EMPTY = 1e-10;

  private final double[] values;
  private final DMatrixRMaj vectors;

  private Spectrum(double[] values, DMatrixRMaj vectors) {
    this.values = values;
    this.vectors = vectors;
  }

  static Spectrum of(DMatrixRMaj symmetric) {
    int size = symmetric.numRows;
    DMatrixRMaj even = symmetric.copy();
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        double mean = (symmetric.get(i, j) + symmetric.get(j, i)) / 2;
        even.set(i, j, mean);
        even.set(j, i, mean);
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
    if (!eigen.decompose(even)) {
      throw new IllegalStateException("no eigenvalues were found of a symmetric matrix");
    }
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -eigen.getEigenvalue(i).real))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] values = new double[size];
    DMatrixRMaj vectors = new DMatrixRMaj(size, size);
    for (int k = 0; k < size; k++) {
      values[k] = eigen.getEigenvalue(order[k]).real;
      double[] vector = eigen.getEigenVector(order[k]).data;
      double sign = firstSign(vector);
      for (int i = 0; i < size; i++) {
        vectors.set(i, k, sign * vector[i]);
      }
    }
    return new Spectrum(values, vectors);
  }

  double value(int rank) {
    return values[rank];
  }

  /** How many directions are not empty. */
  int rank() {
    int rank = 0;
    while (rank < values.length && values[rank] > EMPTY * Math.max(values[0], 0)) {
      rank++;
    }
    return rank;
  }

  /** The first {@code count} vectors, size × count. */
  DMatrixRMaj leading(int count) {
    return CommonOps_DDRM.extract(vectors, 0, vectors.numRows, 0, count);
  }

  /** The symmetric matrix of eigenvalues to the power; empty directions give 0. */
  DMatrixRMaj power(double exponent) {
    int rank = rank();
    if (rank == 0) {
      return new DMatrixRMaj(values.length, values.length);
    }
    DMatrixRMaj scaled = leading(rank);
    for (int k = 0; k < rank; k++) {
      double factor = Math.pow(values[k], exponent);
      for (int i = 0; i < scaled.numRows; i++) {
        scaled.set(i, k, factor * scaled.get(i, k));
      }
    }
    DMatrixRMaj whole = new DMatrixRMaj(values.length, values.length);
    CommonOps_DDRM.multTransB(scaled, leading(rank), whole);
    return whole;
  }

  /** Vectors are found up to a sign; one sign makes files repeat bit by bit. */
  private static double firstSign(double[] vector) {
    int largest = 0;
    for (int i = 1; i < vector.length; i++) {
      if (Math.abs(vector[i]) > Math.abs(vector[largest]) * (1 + 1e-9)) {
        largest = i;
      }
    }
    return vector[largest] < 0 ? -1 : 1;
  }
}
