package org.medveil.audits.reidentification;

/** Products of small dense matrices, row-major. */
final class Dense {
  private static final int TILE = 256;

  private Dense() {}

  /**
   * X Yᵀ.
   *
   * @param x count × width
   * @param y any number of rows × width
   * @return count × rows of y
   */
  static float[] timesTransposed(float[] x, float[] y, int width, int count) {
    int columns = y.length / width;
    float[] out = new float[Math.multiplyExact(count, columns)];
    try (BlockProduct product = new BlockProduct(width, TILE, columns)) {
      product.gallery(y, 0, columns);
      for (int first = 0; first < count; first += TILE) {
        int tile = Math.min(TILE, count - first);
        float[] scores = product.scores(x, first * width, tile);
        System.arraycopy(scores, 0, out, first * columns, tile * columns);
      }
    }
    return out;
  }

  /** Rows become columns. */
  static float[] transposed(float[] matrix, int columns) {
    int rows = matrix.length / columns;
    float[] out = new float[matrix.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        out[column * rows + row] = matrix[row * columns + column];
      }
    }
    return out;
  }
}
