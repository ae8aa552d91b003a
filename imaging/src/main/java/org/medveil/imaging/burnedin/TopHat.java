package org.medveil.imaging.burnedin;

import java.util.Arrays;

/**
 * How far each pixel stands out from what is left of its row when every run of like brightness
 * shorter than {@link #SPAN} is taken away (a morphological opening, row by row): strokes of
 * letters stand out, edges of wide things do not.
 */
final class TopHat {
  /** Pixels; wider than the strokes and most bars of a letter at most 28 pixels tall. */
  static final int SPAN = 14;

  /** Edge of the squares over which contrast is compared with its surroundings. */
  static final int BLOCK = 32;

  private final int width;
  private final int height;
  private final int[] hat;
  private final int[] row;
  private final int[] one;
  private final int[] two;
  private final int[] opened;
  private final long[] sums;
  private final int[] peaks;
  private final int[] rowPeaks;
  private final int across;
  private final int down;

  private TopHat(int width, int height) {
    this.width = width;
    this.height = height;
    hat = new int[width * height];
    row = new int[width];
    one = new int[width + SPAN];
    two = new int[width + SPAN];
    opened = new int[width];
    across = (width + BLOCK - 1) / BLOCK;
    down = (height + BLOCK - 1) / BLOCK;
    sums = new long[across * down];
    peaks = new int[across * down];
    rowPeaks = new int[across * height];
  }

  /**
   * @param sign 1 for bright ink, -1 for dark
   */
  static TopHat of(GreyPlane plane, int sign) {
    TopHat result = new TopHat(plane.width(), plane.height());
    for (int y = 0; y < plane.height(); y++) {
      result.fillRow(plane.raw(), y, sign);
    }
    return result;
  }

  private void fillRow(int[] values, int y, int sign) {
    int start = y * width;
    for (int x = 0; x < width; x++) {
      row[x] = sign * values[start + x];
    }
    openRow();
    for (int x = 0; x < width; x++) {
      hat[start + x] = row[x] - opened[x];
    }
    sumRow(y, start);
  }

  /**
   * Minimum, then maximum, over SPAN pixels, each by doubling the reach (1, 2, 4, 8, 14); from one
   * row into another, so that the compiler may take many pixels at once.
   */
  private void openRow() {
    int starts = width - SPAN + 1;
    if (starts < 1) {
      System.arraycopy(row, 0, opened, 0, width);
      return;
    }
    least(row, one, 1, width - 1);
    least(one, two, 2, width - 3);
    least(two, one, 4, width - 7);
    Arrays.fill(two, 0, SPAN - 1, Integer.MIN_VALUE);
    Arrays.fill(two, width, width + SPAN, Integer.MIN_VALUE);
    for (int x = 0; x < starts; x++) {
      two[x + SPAN - 1] = Math.min(one[x], one[x + 6]);
    }
    greatest(two, one, 1, width + SPAN - 2);
    greatest(one, two, 2, width + SPAN - 4);
    greatest(two, one, 4, width + SPAN - 8);
    greatest(one, opened, 6, width);
  }

  private static void least(int[] from, int[] to, int step, int count) {
    for (int x = 0; x < count; x++) {
      to[x] = Math.min(from[x], from[x + step]);
    }
  }

  private static void greatest(int[] from, int[] to, int step, int count) {
    for (int x = 0; x < count; x++) {
      to[x] = Math.max(from[x], from[x + step]);
    }
  }

  private void sumRow(int y, int start) {
    int block = y / BLOCK * across;
    for (int left = 0; left < width; left += BLOCK, block++) {
      int end = start + Math.min(width, left + BLOCK);
      int sum = sum(hat, start + left, end);
      int peak = peak(hat, start + left, end);
      sums[block] += sum;
      rowPeaks[y * across + left / BLOCK] = peak;
      peaks[block] = Math.max(peaks[block], peak);
    }
  }

  private static int sum(int[] values, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum;
  }

  private static int peak(int[] values, int from, int to) {
    int peak = 0;
    for (int i = from; i < to; i++) {
      peak = Math.max(peak, values[i]);
    }
    return peak;
  }

  int[] raw() {
    return hat;
  }

  int across() {
    return across;
  }

  int peak(int block) {
    return peaks[block];
  }

  /** Highest within one row of a square. */
  int rowPeak(int y, int column) {
    return rowPeaks[y * across + column];
  }

  /** Mean over the square and its eight neighbours. */
  double surroundings(int column, int line) {
    long sum = 0;
    long pixels = 0;
    for (int j = Math.max(0, line - 1); j <= Math.min(down - 1, line + 1); j++) {
      for (int i = Math.max(0, column - 1); i <= Math.min(across - 1, column + 1); i++) {
        sum += sums[j * across + i];
        pixels += (long) Math.min(BLOCK, width - i * BLOCK) * Math.min(BLOCK, height - j * BLOCK);
      }
    }
    return (double) sum / pixels;
  }
}
