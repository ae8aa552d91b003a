package org.medveil.learning.engine;

/** Transposes in tiles that fit the nearest cache. */
final class Transpose {
  private static final int TILE = 16;

  private Transpose() {}

  /** to[c][r] = from[r][c] for a matrix of rows x columns that begins at an offset. */
  static void into(float[] from, int offset, int rows, int columns, float[] to) {
    for (int r0 = 0; r0 < rows; r0 += TILE) {
      int r1 = Math.min(rows, r0 + TILE);
      for (int c0 = 0; c0 < columns; c0 += TILE) {
        int c1 = Math.min(columns, c0 + TILE);
        for (int c = c0; c < c1; c++) {
          for (int r = r0; r < r1; r++) {
            to[c * rows + r] = from[offset + r * columns + c];
          }
        }
      }
    }
  }
}
