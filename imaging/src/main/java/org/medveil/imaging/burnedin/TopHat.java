package org.medveil.imaging.burnedin;

import java.util.Arrays;
import java.util.List;

/**
 * How far each pixel stands out from what is left of its row when every run of like brightness
 * shorter than {@link #SPAN} is taken away (a morphological opening, row by row): strokes of
 * letters stand out, edges of wide things do not.
 *
 * <p>Works on the turned plane, where the pixels of a row lie below each other, many rows at once.
 */
final class TopHat {
  /** Pixels; wider than the strokes and most bars of a letter at most 28 pixels tall. */
  static final int SPAN = 14;

  /** Edge of the squares over which contrast is compared with its surroundings. */
  static final int BLOCK = 32;

  private static final int STRIP = 256;
  private static final int ABOVE_ALL = 1 << 29;

  private final int width;
  private final int height;
  private final int stride;
  private final int[] hat;
  private final long[] sums;
  private final int[] peaks;
  private final int[] pixels;
  private final int across;
  private final int down;

  private TopHat(int width, int height) {
    this.width = width;
    this.height = height;
    // An odd number of cache lines, so that neighbours in a row do not push each other out.
    stride = ((height + 15) / 16 | 1) * 16;
    hat = new int[width * stride];
    across = (width + BLOCK - 1) / BLOCK;
    down = (height + BLOCK - 1) / BLOCK;
    sums = new long[across * down];
    peaks = new int[across * down];
    pixels = new int[across * down];
  }

  /**
   * @param turned the plane, its columns as rows; numbers below 2^25 in size
   * @param sign 1 for bright ink, -1 for dark
   * @param blank boxes of the plane that were masked: nothing stands out there, and their
   *     surroundings must not look calmer for it
   */
  static TopHat of(GreyPlane turned, int sign, List<Box> blank) {
    TopHat result = new TopHat(turned.height(), turned.width());
    result.count(blank);
    if (result.width >= SPAN) {
      for (int top = 0; top < result.height; top += STRIP) {
        result.strip(turned, top, sign);
      }
    }
    return result;
  }

  private void count(List<Box> blank) {
    for (int block = 0; block < pixels.length; block++) {
      int left = block % across * BLOCK;
      int top = block / across * BLOCK;
      Box all = new Box(left, top, Math.min(BLOCK, width - left), Math.min(BLOCK, height - top));
      List<Box> inside =
          blank.stream().filter(all::meets).map(box -> box.moved(-left, -top)).toList();
      double covered = inside.isEmpty() ? 0 : Coverage.of(inside, all.width(), all.height());
      pixels[block] = (int) Math.round((1 - covered) * all.area());
    }
  }

  private void strip(GreyPlane turned, int top, int sign) {
    int rows = Math.min(STRIP, height - top);
    RunningLeast narrow = new RunningLeast(rows);
    RunningLeast wide = new RunningLeast(rows);
    wide.reset(ABOVE_ALL);
    int[] row = new int[rows];
    int[] opened = new int[rows];
    int[] sum = new int[rows];
    int[] peak = new int[rows];
    for (int x = 0; x < width + SPAN - 1; x++) {
      if (x < width) {
        copy(turned, x * height + top, narrow.next(), sign);
        narrow.push(wide.next());
        negate(wide.next());
      }
      if (x < SPAN - 1 || x >= width) {
        Arrays.fill(wide.next(), ABOVE_ALL);
      }
      wide.push(opened);
      int done = x - SPAN + 1;
      if (done < 0) {
        continue;
      }
      copy(turned, done * height + top, row, sign);
      rest(row, opened, sum, peak);
      System.arraycopy(row, 0, hat, done * stride + top, rows);
      if ((done + 1) % BLOCK == 0 || done == width - 1) {
        close(done / BLOCK, top, sum, peak);
      }
    }
  }

  private void copy(GreyPlane turned, int from, int[] row, int sign) {
    System.arraycopy(turned.raw(), from, row, 0, row.length);
    if (sign < 0) {
      negate(row);
    }
  }

  private static void negate(int[] row) {
    for (int i = 0; i < row.length; i++) {
      row[i] = -row[i];
    }
  }

  /** What stands above the opened row; opened comes negated. */
  private static void rest(int[] row, int[] opened, int[] sum, int[] peak) {
    for (int i = 0; i < row.length; i++) {
      int h = row[i] + opened[i];
      int s = sum[i];
      int d = h - peak[i];
      row[i] = h;
      sum[i] = s + h;
      peak[i] = h - (d & d >> 31);
    }
  }

  private void close(int column, int top, int[] sum, int[] peak) {
    for (int i = 0; i < sum.length; i++) {
      int block = (top + i) / BLOCK * across + column;
      sums[block] += sum[i];
      peaks[block] = Math.max(peaks[block], peak[i]);
    }
    Arrays.fill(sum, 0);
    Arrays.fill(peak, 0);
  }

  /** The same of the turned plane. */
  TopHat turned() {
    TopHat result = new TopHat(height, width);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        result.hat[y * result.stride + x] = hat[x * stride + y];
      }
    }
    for (int block = 0; block < pixels.length; block++) {
      int other = block % across * result.across + block / across;
      result.sums[other] = sums[block];
      result.peaks[other] = peaks[block];
      result.pixels[other] = pixels[block];
    }
    return result;
  }

  int at(int x, int y) {
    return hat[x * stride + y];
  }

  int across() {
    return across;
  }

  int peak(int block) {
    return peaks[block];
  }

  /**
   * Which pixels stand out by more than the threshold of their square.
   *
   * @param thresholds one for each square, row by row of squares; the largest int for none
   * @return one number for 32 pixels of a row, bit 0 leftmost; at {@code column * height + y}
   */
  int[] above(int[] thresholds) {
    int[] result = new int[across * height];
    int[] limits = new int[height];
    int[] bits = new int[height];
    int[] column = new int[height];
    for (int block = 0; block < across; block++) {
      if (!spread(thresholds, block, limits)) {
        continue;
      }
      Arrays.fill(bits, 0);
      for (int x = block * BLOCK; x < Math.min(width, (block + 1) * BLOCK); x++) {
        System.arraycopy(hat, x * stride, column, 0, height);
        mark(column, limits, bits, x);
      }
      System.arraycopy(bits, 0, result, block * height, height);
    }
    return result;
  }

  private boolean spread(int[] thresholds, int block, int[] limits) {
    boolean any = false;
    for (int line = 0; line < down; line++) {
      int limit = thresholds[line * across + block];
      any |= limit < Integer.MAX_VALUE;
      Arrays.fill(limits, line * BLOCK, Math.min(height, (line + 1) * BLOCK), limit);
    }
    return any;
  }

  private static void mark(int[] column, int[] limits, int[] bits, int bit) {
    for (int i = 0; i < bits.length; i++) {
      bits[i] |= (limits[i] - column[i] >>> 31) << bit;
    }
  }

  /** Mean over the square and its eight neighbours, blank parts left out. */
  double surroundings(int column, int line) {
    long sum = 0;
    long counted = 0;
    for (int j = Math.max(0, line - 1); j <= Math.min(down - 1, line + 1); j++) {
      for (int i = Math.max(0, column - 1); i <= Math.min(across - 1, column + 1); i++) {
        sum += sums[j * across + i];
        counted += pixels[j * across + i];
      }
    }
    return (double) sum / Math.max(1, counted);
  }
}
