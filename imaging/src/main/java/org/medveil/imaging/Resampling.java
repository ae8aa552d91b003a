package org.medveil.imaging;

/** Whole-number weights that take one axis of an image to another length. */
final class Resampling {
  private final int[] first;
  private final int[][] weights;
  private final long total;

  private Resampling(int[] first, int[][] weights, long total) {
    this.first = first;
    this.weights = weights;
    this.total = total;
  }

  static Resampling of(int from, int to) {
    int[] first = new int[to];
    int[][] weights = new int[to][];
    for (int i = 0; i < to; i++) {
      if (to <= from) {
        area(i, from, to, first, weights);
      } else {
        linear(i, from, to, first, weights);
      }
    }
    return new Resampling(first, weights, to <= from ? from : 2L * to);
  }

  /** Output i covers [i x from, (i+1) x from), input j covers [j x to, (j+1) x to). */
  private static void area(int i, int from, int to, int[] first, int[][] weights) {
    long low = (long) i * from;
    long high = low + from;
    int begin = (int) (low / to);
    int end = (int) ((high - 1) / to);
    int[] overlap = new int[end - begin + 1];
    for (int j = begin; j <= end; j++) {
      long left = Math.max(low, (long) j * to);
      long right = Math.min(high, (j + 1L) * to);
      overlap[j - begin] = (int) (right - left);
    }
    first[i] = begin;
    weights[i] = overlap;
  }

  /** The centre of output i lies at ((2i+1) x from - to) / (2 x to) between the input centres. */
  private static void linear(int i, int from, int to, int[] first, int[][] weights) {
    long position = (2L * i + 1) * from - to;
    long step = 2L * to;
    long below = Math.floorDiv(position, step);
    int share = (int) Math.floorMod(position, step);
    if (below < 0 || below >= from - 1) {
      first[i] = below < 0 ? 0 : from - 1;
      weights[i] = new int[] {(int) step};
    } else {
      first[i] = (int) below;
      weights[i] = new int[] {(int) step - share, share};
    }
  }

  int first(int output) {
    return first[output];
  }

  int last(int output) {
    return first[output] + weights[output].length - 1;
  }

  int weight(int output, int input) {
    return weights[output][input - first[output]];
  }

  /** What the weights of every output add up to. */
  long total() {
    return total;
  }

  /** Weighted sums of one line that starts at {@code offset}. */
  void apply(byte[] pixels, int offset, int channels, int[] out) {
    for (int i = 0; i < first.length; i++) {
      int[] mine = weights[i];
      int start = offset + first[i] * channels;
      for (int c = 0; c < channels; c++) {
        int sum = 0;
        for (int k = 0; k < mine.length; k++) {
          sum += mine[k] * (pixels[start + k * channels + c] & 0xff);
        }
        out[i * channels + c] = sum;
      }
    }
  }
}
