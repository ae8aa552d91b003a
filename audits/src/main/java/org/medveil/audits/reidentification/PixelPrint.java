package org.medveil.audits.reidentification;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What remains of an image to tell near-duplicates: a difference hash (is a pixel brighter than its
 * left neighbour, on 9 × 8 means) and the grey image on 32 × 32 means. The correlation is taken on
 * these means: fine texture does not count.
 */
public final class PixelPrint implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int SIDE = 32;
  private static final int HASH_WIDTH = 9;
  private static final int HASH_HEIGHT = 8;

  private final long hash;
  private final float[] standard;

  private PixelPrint(long hash, float[] standard) {
    this.hash = hash;
    this.standard = standard;
  }

  /**
   * @param height rows, at least 1
   * @param width columns, at least 1
   * @param pixels unsigned bytes, row by row, channels interleaved
   */
  public static PixelPrint of(int height, int width, byte[] pixels) {
    if (height < 1 || width < 1 || pixels.length == 0 || pixels.length % (height * width) != 0) {
      throw new IllegalArgumentException("the pixels do not fit the shape");
    }
    float[] grey = grey(height * width, pixels);
    float[] small = means(grey, new int[] {height, width}, HASH_HEIGHT, HASH_WIDTH);
    long hash = 0;
    for (int row = 0; row < HASH_HEIGHT; row++) {
      for (int column = 1; column < HASH_WIDTH; column++) {
        int at = row * HASH_WIDTH + column;
        hash = hash << 1 | (small[at] > small[at - 1] ? 1 : 0);
      }
    }
    return new PixelPrint(hash, standardised(means(grey, new int[] {height, width}, SIDE, SIDE)));
  }

  /** A hash made elsewhere, without an image: its correlation with any other is 0. */
  public static PixelPrint ofHash(long hash) {
    return new PixelPrint(hash, new float[SIDE * SIDE]);
  }

  /** Bits in which the hashes differ, 0 … 64. */
  public int distance(PixelPrint other) {
    return Long.bitCount(hash ^ other.hash);
  }

  /** Pearson's correlation, −1 … 1; 0 for an image of one grey. */
  public double correlation(PixelPrint other) {
    double sum = 0;
    for (int i = 0; i < standard.length; i++) {
      sum += (double) standard[i] * other.standard[i];
    }
    return sum;
  }

  /** The hash as a vector of 64 times ±1: its inner products are 64 − 2 · distance. */
  public float[] bits() {
    float[] bits = new float[Long.SIZE];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = (hash >>> i & 1) == 1 ? 1 : -1;
    }
    return bits;
  }

  private static float[] grey(int count, byte[] pixels) {
    int channels = pixels.length / count;
    float[] grey = new float[count];
    for (int i = 0; i < pixels.length; i++) {
      grey[i / channels] += (pixels[i] & 0xff) / (float) channels;
    }
    return grey;
  }

  /** Area means: a target pixel covers its share of the source, fractions included. */
  private static float[] means(float[] grey, int[] size, int rows, int columns) {
    double[][] down = shares(size[0], rows);
    double[][] across = shares(size[1], columns);
    float[] out = new float[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double sum = 0;
        for (int y = 0; y < size[0]; y++) {
          double share = down[row][y];
          for (int x = 0; share > 0 && x < size[1]; x++) {
            sum += share * across[column][x] * grey[y * size[1] + x];
          }
        }
        out[row * columns + column] = (float) sum;
      }
    }
    return out;
  }

  private static double[][] shares(int from, int to) {
    double[][] shares = new double[to][from];
    double step = (double) from / to;
    for (int target = 0; target < to; target++) {
      for (int source = 0; source < from; source++) {
        double low = Math.max(source, target * step);
        double high = Math.min(source + 1.0, (target + 1) * step);
        shares[target][source] = Math.max(0, high - low) / step;
      }
    }
    return shares;
  }

  private static float[] standardised(float[] values) {
    double mean = 0;
    for (float value : values) {
      mean += value / (double) values.length;
    }
    double squares = 0;
    for (float value : values) {
      squares += (value - mean) * (value - mean);
    }
    float[] out = new float[values.length];
    for (int i = 0; squares > 1e-9 && i < out.length; i++) {
      out[i] = (float) ((values[i] - mean) / Math.sqrt(squares));
    }
    return out;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PixelPrint print
        && hash == print.hash
        && Arrays.equals(standard, print.standard);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(hash);
  }
}
