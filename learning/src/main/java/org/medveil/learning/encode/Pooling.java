package org.medveil.learning.encode;

/** How coefficient maps become features: the mean of {@code log(1 + 10 |s|)} over each cell. */
enum Pooling {
  /** One cell, the whole map. */
  GLOBAL("scattering", "global", 1),
  /** Four cells: row i of two covers rows {@code i h / 2} up to {@code (i+1) h / 2}. */
  QUADRANTS("scattering-2x2", "2x2", 2);

  // The largest product of this many factors, each below 2^30, still fits a double.
  private static final int FACTORS = 32;

  private final String encoderName;
  private final String label;
  private final int side;

  Pooling(String encoderName, String label, int side) {
    this.encoderName = encoderName;
    this.label = label;
    this.side = side;
  }

  String encoderName() {
    return encoderName;
  }

  String label() {
    return label;
  }

  /** Features per coefficient map. */
  int cells() {
    return side * side;
  }

  /**
   * Pools one map.
   *
   * @param maps row-major coefficient maps
   * @param start where the map begins
   * @param shape the map's shape
   * @param out receives {@link #cells()} features, row by row
   * @param to where they go
   */
  void pool(float[] maps, int start, MapShape shape, float[] out, int to) {
    for (int i = 0; i < side; i++) {
      for (int j = 0; j < side; j++) {
        int top = i * shape.height / side;
        int bottom = (i + 1) * shape.height / side;
        int left = j * shape.width / side;
        int right = (j + 1) * shape.width / side;
        double logs = 0;
        double product = 1;
        int factors = 0;
        for (int y = top; y < bottom; y++) {
          for (int x = left; x < right; x++) {
            // The logarithm of a product: one logarithm for many coefficients.
            product *= 1 + 10 * Math.abs((double) maps[start + y * shape.width + x]);
            if (++factors % FACTORS == 0) {
              logs += StrictMath.log(product);
              product = 1;
            }
          }
        }
        logs += StrictMath.log(product);
        out[to + i * side + j] = (float) (logs / factors);
      }
    }
  }

  /** Rows and columns of a coefficient map. */
  record MapShape(int height, int width) {}
}
