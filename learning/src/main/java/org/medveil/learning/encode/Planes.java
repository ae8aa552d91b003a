package org.medveil.learning.encode;

/**
 * A complex array of rows, real and imaginary part apart. Several images of equal shape lie side by
 * side in one row, so that row arithmetic has long loops.
 *
 * @param re rows of real parts
 * @param im rows of imaginary parts, same shape
 */
record Planes(float[][] re, float[][] im) {
  static Planes of(int rows, int length) {
    return new Planes(new float[rows][length], new float[rows][length]);
  }

  /** The same numbers with real and imaginary parts exchanged (no copy). */
  Planes swapped() {
    return new Planes(im, re);
  }

  /**
   * Transposes each of {@code count} blocks of {@code height} rows x {@code width} columns that lie
   * side by side here into blocks of {@code width} rows x {@code height} columns in {@code out}.
   */
  void transpose(int height, int width, int count, Planes out) {
    transpose(re, height, width, count, out.re);
    transpose(im, height, width, count, out.im);
  }

  private static void transpose(float[][] in, int height, int width, int count, float[][] out) {
    for (int top = 0; top < height; top += 8) {
      int bottom = Math.min(height, top + 8);
      for (int block = 0; block < count; block++) {
        for (int x = 0; x < width; x++) {
          float[] target = out[x];
          int from = block * width + x;
          int to = block * height;
          for (int y = top; y < bottom; y++) {
            target[to + y] = in[y][from];
          }
        }
      }
    }
  }
}
