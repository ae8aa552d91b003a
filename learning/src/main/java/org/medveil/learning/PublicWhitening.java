package org.medveil.learning;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.medveil.learning.encode.Encoder;

/**
 * See {@link FeatureScaling#publicWhitening}: z = L⁻¹(x − m), then norm 1, where m and L·Lᵀ − λI
 * are mean and covariance of the unit-norm codes of synthetic images. Any other root of the
 * covariance differs by a rotation, which neither the clip nor the noise nor a linear model can
 * tell.
 */
final class PublicWhitening implements FeatureScaling {
  private static final long serialVersionUID = 1L;
  private static final int IMAGES = 1024;
  // Of the total variance; keeps directions that synthetic images hardly use from growing without
  // bound.
  private static final double RIDGE = 5e-4;

  private final float[] mean;
  // Lower triangle of L⁻¹, row by row.
  private final float[] triangle;

  private PublicWhitening(float[] mean, float[] triangle) {
    this.mean = mean;
    this.triangle = triangle;
  }

  static PublicWhitening of(Encoder encoder, int height, int width, int channels) {
    float[][] raw = PublicCodes.of(encoder, height, width, channels, IMAGES);
    int dimension = encoder.dimension();
    DMatrixRMaj codes = new DMatrixRMaj(raw.length, dimension);
    for (int image = 0; image < raw.length; image++) {
      float[] unit = FeatureScaling.UNIT_NORM.apply(raw[image]);
      for (int i = 0; i < dimension; i++) {
        codes.set(image, i, unit[i]);
      }
    }
    float[] mean = centre(codes);
    return new PublicWhitening(mean, inverseRoot(codes));
  }

  /** Takes the mean of the rows out of them and returns it. */
  private static float[] centre(DMatrixRMaj codes) {
    float[] mean = new float[codes.numCols];
    for (int column = 0; column < codes.numCols; column++) {
      double sum = 0;
      for (int row = 0; row < codes.numRows; row++) {
        sum += codes.get(row, column);
      }
      mean[column] = (float) (sum / codes.numRows);
      for (int row = 0; row < codes.numRows; row++) {
        codes.add(row, column, -sum / codes.numRows);
      }
    }
    return mean;
  }

  private static float[] inverseRoot(DMatrixRMaj centred) {
    int dimension = centred.numCols;
    DMatrixRMaj covariance = new DMatrixRMaj(dimension, dimension);
    CommonOps_DDRM.multInner(centred, covariance);
    CommonOps_DDRM.divide(covariance, centred.numRows);
    double ridge = RIDGE * CommonOps_DDRM.trace(covariance) + Double.MIN_NORMAL;
    for (int i = 0; i < dimension; i++) {
      covariance.add(i, i, ridge);
    }
    CholeskyDecomposition_F64<DMatrixRMaj> root = DecompositionFactory_DDRM.chol(dimension, true);
    if (!root.decompose(covariance)) {
      throw new IllegalStateException("a covariance with a ridge has no Cholesky root");
    }
    DMatrixRMaj inverse = new DMatrixRMaj(dimension, dimension);
    CommonOps_DDRM.invert(root.getT(null), inverse);
    return packed(inverse);
  }

  private static float[] packed(DMatrixRMaj lower) {
    float[] packed = new float[lower.numRows * (lower.numRows + 1) / 2];
    int next = 0;
    for (int row = 0; row < lower.numRows; row++) {
      for (int column = 0; column <= row; column++) {
        packed[next++] = (float) lower.get(row, column);
      }
    }
    return packed;
  }

  @Override
  public float[] apply(float[] vector) {
    float[] unit = UNIT_NORM.apply(vector);
    double[] white = new double[unit.length];
    int next = 0;
    for (int row = 0; row < unit.length; row++) {
      unit[row] -= mean[row];
      double sum = 0;
      for (int column = 0; column <= row; column++) {
        sum += triangle[next++] * unit[column];
      }
      white[row] = sum;
    }
    return UnitVector.along(white);
  }

  @Override
  public String name() {
    return "public-whitening";
  }
}
