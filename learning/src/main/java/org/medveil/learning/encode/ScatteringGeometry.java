package org.medveil.learning.encode;

/**
 * The sizes of a scattering transform, derived from the image's size by a fixed rule.
 *
 * <ol>
 *   <li>A side below 32 pixels is padded to 32 by half-sample symmetric reflection (the edge pixel
 *       is repeated; half before, the rest after), so 28 x 28 becomes 32 x 32.
 *   <li>J, the logarithm of the largest scale, is 2 if the shorter side is then 32, else 3.
 *   <li>Each side n is padded to {@code ((n + 2^J) div 2^J + 1) 2^J} by whole-sample reflection, as
 *       kymatio 0.3.0 does without {@code pre_pad}: 32 becomes 40, 64 becomes 80.
 * </ol>
 *
 * @param scales J
 * @param height padded rows
 * @param width padded columns
 * @param rowOf for each padded row the row of the image that it repeats
 * @param columnOf for each padded column the column of the image that it repeats
 */
record ScatteringGeometry(int scales, int height, int width, int[] rowOf, int[] columnOf) {
  static final int SMALLEST_SIDE = 16;
  static final int LARGEST_SIDE = 512;
  private static final int SHORTEST_TRANSFORMED = 32;

  /** Rows and columns in pixels, each within {@link #SMALLEST_SIDE} and {@link #LARGEST_SIDE}. */
  static ScatteringGeometry of(int imageHeight, int imageWidth) {
    int shorter = Math.max(SHORTEST_TRANSFORMED, Math.min(imageHeight, imageWidth));
    int scales = shorter == SHORTEST_TRANSFORMED ? 2 : 3;
    int[] rows = axis(imageHeight, scales);
    int[] columns = axis(imageWidth, scales);
    return new ScatteringGeometry(scales, rows.length, columns.length, rows, columns);
  }

  /** Rows of a coefficient map. */
  int mapHeight() {
    return (height >> scales) - 2;
  }

  /** Columns of a coefficient map. */
  int mapWidth() {
    return (width >> scales) - 2;
  }

  /** Rows of a tile, the spectrum's smallest alias: padded height over 2^(J-1). */
  int tileHeight() {
    return height >> (scales - 1);
  }

  /** Columns of a tile. */
  int tileWidth() {
    return width >> (scales - 1);
  }

  /** Tiles along one axis of a spectrum that was subsampled {@code level} times by two. */
  int tilesAt(int level) {
    return 1 << (scales - 1 - level);
  }

  private static int[] axis(int image, int scales) {
    int inner = Math.max(SHORTEST_TRANSFORMED, image);
    int step = 1 << scales;
    int padded = ((inner + step) / step + 1) * step;
    int[] source = new int[padded];
    for (int i = 0; i < padded; i++) {
      int whole = mirror(i - (padded - inner) / 2, inner, 0);
      source[i] = mirror(whole - (inner - image) / 2, image, 1);
    }
    return source;
  }

  /** Reflects an index into 0..n-1; the edge is repeated if {@code repeat} is 1, not if it is 0. */
  private static int mirror(int index, int n, int repeat) {
    if (index < 0) {
      return -index - repeat;
    }
    return index < n ? index : 2 * n - 2 + repeat - index;
  }
}
