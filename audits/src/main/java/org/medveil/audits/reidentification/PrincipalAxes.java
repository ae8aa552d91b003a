package org.medveil.audits.reidentification;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Mean, directions of largest variance, variances. From the covariance, or from the inner products
 * of the rows, at most 1024 of them, where that is the smaller matrix: it has the same axes.
 */
final class PrincipalAxes {
  private static final int DIRECT = 1024;
  private static final double NEGLIGIBLE = 1e-9;

  private final double[] mean;
  private final DMatrixRMaj axes;
  private final double[] variances;

  private PrincipalAxes(double[] mean, DMatrixRMaj axes, double[] variances) {
    this.mean = mean;
    this.axes = axes;
    this.variances = variances;
  }

  /**
   * @param rows vectors, row after row, at least 2
   * @param dimension of a vector
   * @param most axes to keep
   */
  static PrincipalAxes of(float[] rows, int dimension, int most) {
    int count = rows.length / dimension;
    double[] mean = mean(rows, dimension);
    if (dimension <= DIRECT && dimension <= count) {
      DMatrixRMaj covariance = new DMatrixRMaj(dimension, dimension);
      for (int first = 0; first < count; first += DIRECT) {
        int size = Math.min(DIRECT, count - first);
        DMatrixRMaj block = new DMatrixRMaj(size, dimension);
        for (int i = 0; i < size * dimension; i++) {
          block.data[i] = rows[first * dimension + i] - mean[i % dimension];
        }
        CommonOps_DDRM.multAddTransA(1.0 / (count - 1), block, block, covariance);
      }
      Symmetric eigen = Symmetric.of(covariance);
      int kept = kept(eigen, Math.min(most, count - 1));
      return new PrincipalAxes(mean, eigen.axes(kept), eigen.values(kept));
    }
    return fromProducts(rows, mean, most);
  }

  private static PrincipalAxes fromProducts(float[] rows, double[] mean, int most) {
    int dimension = mean.length;
    int count = rows.length / dimension;
    int used = Math.min(count, DIRECT);
    DMatrixRMaj centred = new DMatrixRMaj(used, dimension);
    for (int row = 0; row < used; row++) {
      int from = (int) ((long) row * count / used);
      for (int i = 0; i < dimension; i++) {
        centred.data[row * dimension + i] = rows[from * dimension + i] - mean[i];
      }
    }
    DMatrixRMaj products = new DMatrixRMaj(used, used);
    CommonOps_DDRM.multTransB(1.0 / (used - 1), centred, centred, products);
    Symmetric eigen = Symmetric.of(products);
    int kept = kept(eigen, Math.min(most, used - 1));
    DMatrixRMaj axes = new DMatrixRMaj(kept, dimension);
    CommonOps_DDRM.mult(eigen.axes(kept), centred, axes);
    double[] values = eigen.values(kept);
    for (int row = 0; row < kept; row++) {
      double scale = 1 / Math.sqrt(values[row] * (used - 1));
      for (int i = 0; i < dimension; i++) {
        axes.data[row * dimension + i] *= scale;
      }
    }
    return new PrincipalAxes(mean, axes, values);
  }

  private static int kept(Symmetric eigen, int most) {
    int kept = 1;
    while (kept < Math.min(most, eigen.size()) && eigen.value(kept) > NEGLIGIBLE * eigen.value(0)) {
      kept++;
    }
    return kept;
  }

  private static double[] mean(float[] rows, int dimension) {
    double[] mean = new double[dimension];
    for (int i = 0; i < rows.length; i++) {
      mean[i % dimension] += rows[i];
    }
    int count = rows.length / dimension;
    return Arrays.stream(mean).map(sum -> sum / count).toArray();
  }

  /** Number of axes. */
  int size() {
    return variances.length;
  }

  double[] mean() {
    return mean.clone();
  }

  double variance(int axis) {
    return variances[axis];
  }

  double meanVariance() {
    return Arrays.stream(variances).average().orElseThrow();
  }

  /** Coordinates on the axes. */
  LinearMap coordinates() {
    return new LinearMap(mean, axes.data);
  }

  /** A map of the coordinates, size × … row-major, as a map of the vectors. */
  LinearMap after(DMatrixRMaj ofCoordinates) {
    DMatrixRMaj matrix = new DMatrixRMaj(ofCoordinates.numRows, axes.numCols);
    CommonOps_DDRM.mult(ofCoordinates, axes, matrix);
    return new LinearMap(mean, matrix.data);
  }
}
