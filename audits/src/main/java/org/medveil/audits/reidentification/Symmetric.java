package org.medveil.audits.reidentification;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** Eigenvalues of a symmetric matrix from high to low, with their axes; signs are fixed. */
final class Symmetric {
  private final double[] values;
  private final double[][] vectors;

  private Symmetric(double[] values, double[][] vectors) {
    this.values = values;
    this.vectors = vectors;
  }

  static Symmetric of(DMatrixRMaj matrix) {
    int size = matrix.numRows;
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
    if (!eigen.decompose(matrix.copy())) {
      throw new IllegalStateException("no eigenvalues were found of a symmetric matrix");
    }
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -eigen.getEigenvalue(i).real))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] values = new double[size];
    double[][] vectors = new double[size][];
    for (int i = 0; i < size; i++) {
      values[i] = eigen.getEigenvalue(order[i]).real;
      vectors[i] = signed(eigen.getEigenVector(order[i]).data);
    }
    return new Symmetric(values, vectors);
  }

  /** The largest entry is positive. */
  private static double[] signed(double[] vector) {
    double largest = 0;
    for (double entry : vector) {
      largest = Math.abs(entry) > Math.abs(largest) ? entry : largest;
    }
    double sign = largest < 0 ? -1 : 1;
    double[] out = new double[vector.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = sign * vector[i];
    }
    return out;
  }

  int size() {
    return values.length;
  }

  double value(int index) {
    return values[index];
  }

  double[] values(int first) {
    return java.util.Arrays.copyOf(values, first);
  }

  /** The first axes as rows. */
  DMatrixRMaj axes(int first) {
    DMatrixRMaj axes = new DMatrixRMaj(first, values.length);
    for (int row = 0; row < first; row++) {
      System.arraycopy(vectors[row], 0, axes.data, row * values.length, values.length);
    }
    return axes;
  }

  /** Σ f(value) v vᵀ. */
  DMatrixRMaj mapped(java.util.function.DoubleUnaryOperator of) {
    int size = values.length;
    DMatrixRMaj axes = axes(size);
    DMatrixRMaj scaled = axes.copy();
    for (int row = 0; row < size; row++) {
      double factor = of.applyAsDouble(values[row]);
      for (int i = 0; i < size; i++) {
        scaled.data[row * size + i] *= factor;
      }
    }
    DMatrixRMaj out = new DMatrixRMaj(size, size);
    org.ejml.dense.row.CommonOps_DDRM.multTransA(axes, scaled, out);
    return out;
  }
}
