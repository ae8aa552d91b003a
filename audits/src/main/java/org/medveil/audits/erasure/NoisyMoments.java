package org.medveil.audits.erasure;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.medveil.dp.GridGaussian;

/**
 * Moments of noisy sums: post-processing, which costs nothing. Divided by the noisy number of
 * patients, centred, negative eigenvalues set to zero, and a ridge as large as the noise's own
 * largest eigenvalue: directions below it cannot be told from noise and are not stretched. The
 * ridge follows from the size of the noise, which is public.
 */
final class NoisyMoments {
  // Multiples of the noise's edge.
  private static final double RIDGE = 1;

  private final MomentShape shape;
  private final float[] noisy;
  private final double deviation;
  private final double patients;

  private NoisyMoments(MomentShape shape, float[] noisy, double deviation) {
    this.shape = shape;
    this.noisy = noisy;
    this.deviation = deviation;
    double constant = MomentShape.TRAIT * MomentShape.TRAIT;
    int last = shape.outer().length() - 1;
    this.patients = Math.max(2, noisy[last] / constant);
  }

  /**
   * @param noisy sum with its noise, in units of the contributions
   * @param grid that made it; says how large the noise is
   */
  static Moments of(MomentShape shape, float[] noisy, GridGaussian grid) {
    return new NoisyMoments(shape, noisy, grid.sigmaUnits() * grid.gridStep()).moments();
  }

  /** The same of sums without noise: for tests of the layout. */
  static Moments exact(MomentShape shape, float[] sum) {
    return new NoisyMoments(shape, sum, 0).moments();
  }

  private Moments moments() {
    int d = shape.vector();
    int width = shape.inner().width();
    DMatrixRMaj outer = shape.outer().matrix(noisy, 0, 1 / patients);
    DMatrixRMaj mean = CommonOps_DDRM.extract(outer, 0, width, width, width + 1);
    CommonOps_DDRM.divide(mean, MomentShape.TRAIT);
    DMatrixRMaj between = CommonOps_DDRM.extract(outer, 0, width, 0, width);
    CommonOps_DDRM.multAddTransB(-1, mean, mean, between);
    DMatrixRMaj within = new DMatrixRMaj(width, width);
    double edge = Triangle.noiseEdge(deviation / patients, d);
    double edgeOfTotal = edge;
    if (shape.units()) {
      within = shape.inner().matrix(noisy, shape.outer().length(), 1 / patients);
      edgeOfTotal = edge * Math.sqrt(2);
    }
    DMatrixRMaj total = between.copy();
    CommonOps_DDRM.addEquals(total, within);
    return Moments.given(
        new Columns(d, shape.erased(), shape.kept()),
        mean,
        unscaled(ridged(positive(total), edgeOfTotal)),
        new DMatrixRMaj[] {ridged(positive(block(within)), edge), positive(block(between))});
  }

  private DMatrixRMaj block(DMatrixRMaj matrix) {
    return CommonOps_DDRM.extract(matrix, 0, shape.vector(), 0, shape.vector());
  }

  private DMatrixRMaj ridged(DMatrixRMaj matrix, double edge) {
    for (int i = 0; i < shape.vector(); i++) {
      matrix.add(i, i, RIDGE * edge);
    }
    return matrix;
  }

  /** Traits and tasks at their own scale again. */
  private DMatrixRMaj unscaled(DMatrixRMaj covariance) {
    for (int i = 0; i < covariance.numRows; i++) {
      for (int j = 0; j < covariance.numCols; j++) {
        covariance.set(i, j, scale(i) * scale(j) * covariance.get(i, j));
      }
    }
    return covariance;
  }

  private double scale(int column) {
    return column < shape.vector() ? 1 : 1 / MomentShape.TRAIT;
  }

  /** The nearest matrix without negative eigenvalues. */
  private static DMatrixRMaj positive(DMatrixRMaj symmetric) {
    return Spectrum.of(symmetric).power(1);
  }
}
