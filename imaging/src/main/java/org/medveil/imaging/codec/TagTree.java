package org.medveil.imaging.codec;

/** A tag tree (ISO 15444-1 B.10.2): what is known of the values of a grid, coarse to fine. */
final class TagTree {
  private final int[] widths;
  private final int[] starts;
  private final int[] values;
  private final boolean[] known;

  TagTree(int width, int height) {
    int levels = 1;
    for (int w = width, h = height; w * h > 1; w = w + 1 >> 1, h = h + 1 >> 1) {
      levels++;
    }
    widths = new int[levels];
    starts = new int[levels];
    int total = 0;
    int w = width;
    int h = height;
    for (int level = 0; level < levels; level++) {
      widths[level] = w;
      starts[level] = total;
      total += w * h;
      w = w + 1 >> 1;
      h = h + 1 >> 1;
    }
    values = new int[total];
    known = new boolean[total];
  }

  /** Reads until the leaf is known or at least {@code threshold}; true when it is known below. */
  boolean below(J2kBits bits, int x, int y, int threshold) {
    int low = 0;
    int node = 0;
    for (int level = widths.length - 1; level >= 0; level--) {
      node = starts[level] + (y >> level) * widths[level] + (x >> level);
      low = Math.max(low, values[node]);
      while (low < threshold && !known[node]) {
        if (bits.bit() == 1) {
          known[node] = true;
        } else {
          low++;
        }
      }
      values[node] = low;
    }
    return known[node] && values[node] < threshold;
  }
}
