package org.medveil.learning;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Solves (A₊ + λI) w = b, where A₊ is a noisy second-moment matrix with its negative eigenvalues,
 * which only noise can have made, set to zero.
 */
final class RidgeSolver {
  private final EigenDecomposition_F64<DMatrixRMaj> eigen;
  private final int width;
  private final double ridge;

  /** The matrix is row-major and symmetric, {@code ridge} above 0. */
  RidgeSolver(double[] matrix, int width, double ridge) {
    this.width = width;
    this.ridge = ridge;
    this.eigen = DecompositionFactory_DDRM.eig(width, true, true);
    if (!eigen.decompose(DMatrixRMaj.wrap(width, width, matrix))) {
      throw new IllegalStateException("no eigenvalues were found of a symmetric matrix");
    }
  }

  double[] solve(double[] b) {
    double[] w = new double[width];
    for (int k = 0; k < width; k++) {
      double[] direction = eigen.getEigenVector(k).data;
      double along = 0;
      for (int i = 0; i < width; i++) {
        along += direction[i] * b[i];
      }
      double step = along / (Math.max(0, eigen.getEigenvalue(k).real) + ridge);
      for (int i = 0; i < width; i++) {
        w[i] += step * direction[i];
      }
    }
    return w;
  }
}
