package org.medveil.audits.reidentification;

import java.io.Serializable;

/** x ↦ A (x − μ), applied to many rows at once. */
final class LinearMap implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int TILE = 256;

  private final float[] mean;
  private final float[] matrix;
  private final int width;

  /**
   * @param mean μ, d values
   * @param matrix A, width × d, row-major
   */
  LinearMap(double[] mean, double[] matrix) {
    this.mean = floats(mean);
    this.matrix = floats(matrix);
    this.width = matrix.length / mean.length;
  }

  int dimension() {
    return mean.length;
  }

  int width() {
    return width;
  }

  /** Each output times its scale. */
  LinearMap scaled(double[] scales) {
    double[] centre = new double[mean.length];
    for (int i = 0; i < centre.length; i++) {
      centre[i] = mean[i];
    }
    double[] rows = new double[matrix.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = matrix[i] * scales[i / mean.length];
    }
    return new LinearMap(centre, rows);
  }

  /** count × d values to count × width. */
  float[] apply(float[] rows, int count) {
    int d = mean.length;
    float[] out = new float[Math.multiplyExact(count, width)];
    float[] centred = new float[TILE * d];
    try (BlockProduct product = new BlockProduct(d, TILE, width)) {
      product.gallery(matrix, 0, width);
      for (int first = 0; first < count; first += TILE) {
        int tile = Math.min(TILE, count - first);
        for (int i = 0; i < tile * d; i++) {
          centred[i] = rows[first * d + i] - mean[i % d];
        }
        float[] scores = product.scores(centred, 0, tile);
        System.arraycopy(scores, 0, out, first * width, tile * width);
      }
    }
    return out;
  }

  private static float[] floats(double[] values) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[i];
    }
    return out;
  }
}
