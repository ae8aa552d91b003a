package org.medveil.learning.encode;

import java.util.Arrays;

/**
 * Blurs images with the Gaussian phi and reads the result on the coarse grid of coefficient maps,
 * whose outermost samples are dropped (kymatio's {@code unpad}). The Gaussian is a product over the
 * axes, so this is one small matrix on each side of the image instead of two Fourier transforms.
 */
final class LowPass {
  // Taps below this part of the largest one add less than a float can hold.
  private static final double NEGLIGIBLE = 1e-9;

  private final int width;
  private final float[][] vertical;
  private final float[][] horizontal;
  private final float[][] narrow;
  private final float[][] turned;
  private final float[][] maps;

  /**
   * @param level how often the images were subsampled by two
   * @param mostImages most images side by side in one row
   */
  LowPass(ScatteringGeometry geometry, int level, int mostImages) {
    MorletFilters filters = new MorletFilters(geometry);
    int step = 1 << (geometry.scales() - level);
    this.width = geometry.width() >> level;
    this.vertical = taps(MorletFilters.reduce(filters.lowPass(geometry.height()), level), step);
    this.horizontal = taps(MorletFilters.reduce(filters.lowPass(geometry.width()), level), step);
    this.narrow = new float[vertical.length][mostImages * width];
    this.turned = new float[width][mostImages * vertical.length];
    this.maps = new float[horizontal.length][mostImages * vertical.length];
  }

  /**
   * @param images rows of the images, {@code count} of them side by side
   * @param out receives {@code count} maps, row-major, one after the other
   * @param to where the first map begins
   */
  void apply(float[][] images, int count, float[] out, int to) {
    int mapHeight = vertical.length;
    int mapWidth = horizontal.length;
    multiply(vertical, images, count * width, narrow);
    for (int row = 0; row < mapHeight; row++) {
      for (int image = 0; image < count; image++) {
        for (int x = 0; x < width; x++) {
          turned[x][row * count + image] = narrow[row][image * width + x];
        }
      }
    }
    multiply(horizontal, turned, count * mapHeight, maps);
    for (int image = 0; image < count; image++) {
      int start = to + image * mapHeight * mapWidth;
      for (int row = 0; row < mapHeight; row++) {
        for (int column = 0; column < mapWidth; column++) {
          out[start + row * mapWidth + column] = maps[column][row * count + image];
        }
      }
    }
  }

  /** Everything that decides the output, for the encoder's fingerprint. */
  void describe(Fingerprint fingerprint) {
    for (float[] row : vertical) {
      fingerprint.floats(row);
    }
    for (float[] row : horizontal) {
      fingerprint.floats(row);
    }
  }

  private static void multiply(float[][] matrix, float[][] rows, int length, float[][] out) {
    for (int o = 0; o < matrix.length; o++) {
      float[] sum = out[o];
      Arrays.fill(sum, 0, length, 0f);
      int waiting = -1;
      for (int k = 0; k < rows.length && k < matrix[o].length; k++) {
        if (matrix[o][k] == 0f) {
          continue;
        }
        if (waiting < 0) {
          waiting = k;
        } else {
          Rows.accumulate(rows[waiting], matrix[o][waiting], rows[k], matrix[o][k], sum, length);
          waiting = -1;
        }
      }
      if (waiting >= 0) {
        Rows.accumulate(rows[waiting], matrix[o][waiting], rows[waiting], 0f, sum, length);
      }
    }
  }

  /** Row o holds the weights of the input samples for the coarse sample o+1. */
  private static float[][] taps(double[] spectrum, int step) {
    int n = spectrum.length;
    double[] impulse = spectrum.clone();
    // The spectrum is real and even, so the forward transform serves as the inverse.
    new Dft(n).transform(impulse, new double[n]);
    double largest = Arrays.stream(impulse).map(Math::abs).max().orElseThrow();
    float[][] taps = new float[n / step - 2][n];
    for (int o = 0; o < taps.length; o++) {
      for (int k = 0; k < n; k++) {
        double tap = impulse[Math.floorMod((o + 1) * step - k, n)];
        taps[o][k] = Math.abs(tap) < NEGLIGIBLE * largest ? 0f : (float) (tap / n);
      }
    }
    return taps;
  }
}
