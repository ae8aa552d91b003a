package org.medveil.imaging.codec;

/**
 * The two passes that add a bit-plane to what the cleanup pass found (ISO 15444-15, clauses 7.4 and
 * 7.5). They share a segment, which one reads forwards and the other backwards. Both go down the
 * columns of stripes of four rows.
 */
final class HtRefinement {
  private static final int STRIPE = 4;

  private final HtForward propagation = new HtForward();
  private final HtBackward refinement = new HtBackward();
  private final int[] found = new int[STRIPE * STRIPE];
  private int[] values;
  private int width;
  private int height;
  private boolean causal;

  /**
   * What there is to do.
   *
   * @param half of the bit-plane that is added, in doubled coefficients
   * @param causal a stripe knows nothing of the one below
   * @param both passes, else significance propagation alone
   */
  record Passes(int half, boolean causal, boolean both) {}

  /** Refines {@code samples}, in doubled coefficients. */
  void decode(J2kBlock block, int[] samples, Passes passes) {
    values = samples;
    causal = passes.causal();
    int half = passes.half();
    width = block.width;
    height = block.height;
    int from = block.segmentStart(1);
    int end = block.segmentEnd(1);
    // Magnitudes first: afterwards it would be unknown which samples the cleanup pass had found.
    if (passes.both()) {
      refinement.startRefinement(block.data(), from, end);
      for (int top = 0; top < height; top += STRIPE) {
        refine(top, half);
      }
    }
    propagation.start(block.data(), from, end, 0);
    for (int top = 0; top < height; top += STRIPE) {
      for (int left = 0; left < width; left += STRIPE) {
        propagate(left, top, 3 * half);
      }
    }
  }

  private void refine(int top, int half) {
    int bottom = Math.min(height, top + STRIPE);
    for (int x = 0; x < width; x++) {
      for (int y = top, at = top * width + x; y < bottom; y++, at += width) {
        int value = values[at];
        if (value != 0) {
          int change = refinement.bit() == 1 ? half : -half;
          values[at] = value < 0 ? value - change : value + change;
        }
      }
    }
  }

  /** Four columns: first what becomes significant, then the signs of it. */
  private void propagate(int left, int top, int value) {
    int right = Math.min(width, left + STRIPE);
    int bottom = Math.min(height, top + STRIPE);
    int count = 0;
    for (int x = left; x < right; x++) {
      for (int y = top, at = top * width + x; y < bottom; y++, at += width) {
        if (values[at] == 0 && hasNeighbour(x, y) && propagation.take(1) == 1) {
          values[at] = value;
          found[count++] = at;
        }
      }
    }
    for (int i = 0; i < count; i++) {
      if (propagation.take(1) == 1) {
        values[found[i]] = -value;
      }
    }
  }

  private boolean hasNeighbour(int x, int y) {
    boolean below = y + 1 < height && !(causal && y % STRIPE == STRIPE - 1);
    int any = beside(x, y);
    any |= y > 0 ? beside(x, y - 1) : 0;
    any |= below ? beside(x, y + 1) : 0;
    return any != 0;
  }

  /** Not zero where a sample of three in a row is significant. */
  private int beside(int x, int y) {
    int at = y * width + x;
    return values[at] | (x > 0 ? values[at - 1] : 0) | (x + 1 < width ? values[at + 1] : 0);
  }
}
