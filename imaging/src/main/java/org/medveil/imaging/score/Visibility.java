package org.medveil.imaging.score;

/**
 * Whether drawn glyphs can still be made out. The picture in the box and the glyphs' mask are both
 * freed of what varies slowly, then correlated: over the whole box, and in windows about as wide as
 * high, so that a single sign left over counts. Polarity and contrast do not matter, so neither
 * does a semi-transparent cover; a constant area has no correlation with anything.
 *
 * <p>The thresholds come from chance: for texture unrelated to the glyphs the correlation of n
 * pixels has a standard deviation of about {@code sqrt(k / n)}, k being the pixels that vary
 * together (about the area of a stroke's crossing). {@code VisibilityTest} measures both sides.
 */
final class Visibility {
  /** Pixels on either side of the moving average that is taken away. */
  private static final int REACH = 4;

  static final double WHOLE = 0.35;
  static final double WINDOW = 0.9;
  private static final int SMALLEST_WINDOW = 10;

  private Visibility() {}

  static boolean hidden(Picture picture, GlyphBox box) {
    if (!picture.holds(box)) {
      return false;
    }
    double[][] seen = flattened(brightness(picture, box));
    double[][] drawn = flattened(mask(box));
    if (Math.abs(correlation(seen, drawn, 0, box.width())) >= WHOLE) {
      return false;
    }
    int width = Math.min(box.width(), Math.max(SMALLEST_WINDOW, box.height()));
    for (int from = 0; from + width <= box.width(); from += Math.max(1, width / 4)) {
      if (Math.abs(correlation(seen, drawn, from, from + width)) >= WINDOW) {
        return false;
      }
    }
    return true;
  }

  /** The correlation over the whole box, -1..1; 0 when nothing varies. */
  static double whole(Picture picture, GlyphBox box) {
    return correlation(flattened(brightness(picture, box)), flattened(mask(box)), 0, box.width());
  }

  /** The strongest correlation among the windows, 0..1. */
  static double strongest(Picture picture, GlyphBox box) {
    double[][] seen = flattened(brightness(picture, box));
    double[][] drawn = flattened(mask(box));
    int width = Math.min(box.width(), Math.max(SMALLEST_WINDOW, box.height()));
    double strongest = 0;
    for (int from = 0; from + width <= box.width(); from += Math.max(1, width / 4)) {
      strongest = Math.max(strongest, Math.abs(correlation(seen, drawn, from, from + width)));
    }
    return strongest;
  }

  private static double[][] brightness(Picture picture, GlyphBox box) {
    double[][] out = new double[box.height()][box.width()];
    for (int row = 0; row < box.height(); row++) {
      for (int column = 0; column < box.width(); column++) {
        out[row][column] = picture.brightness(box.frame(), box.y() + row, box.x() + column);
      }
    }
    return out;
  }

  private static double[][] mask(GlyphBox box) {
    double[][] out = new double[box.height()][box.width()];
    for (int row = 0; row < box.height(); row++) {
      for (int column = 0; column < box.width(); column++) {
        out[row][column] = box.isInk(column, row) ? 1 : 0;
      }
    }
    return out;
  }

  /** Each value less the mean of its neighbourhood. */
  private static double[][] flattened(double[][] in) {
    int height = in.length;
    int width = in[0].length;
    double[][] sums = new double[height + 1][width + 1];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        sums[row + 1][column + 1] =
            in[row][column] + sums[row][column + 1] + sums[row + 1][column] - sums[row][column];
      }
    }
    double[][] out = new double[height][width];
    for (int row = 0; row < height; row++) {
      int top = Math.max(0, row - REACH);
      int bottom = Math.min(height, row + REACH + 1);
      for (int column = 0; column < width; column++) {
        int left = Math.max(0, column - REACH);
        int right = Math.min(width, column + REACH + 1);
        double sum = sums[bottom][right] - sums[top][right] - sums[bottom][left] + sums[top][left];
        out[row][column] = in[row][column] - sum / ((bottom - top) * (right - left));
      }
    }
    return out;
  }

  private static double correlation(double[][] a, double[][] b, int from, int to) {
    int n = a.length * (to - from);
    double sumA = 0;
    double sumB = 0;
    for (int row = 0; row < a.length; row++) {
      for (int column = from; column < to; column++) {
        sumA += a[row][column];
        sumB += b[row][column];
      }
    }
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (int row = 0; row < a.length; row++) {
      for (int column = from; column < to; column++) {
        double da = a[row][column] - sumA / n;
        double db = b[row][column] - sumB / n;
        aa += da * da;
        bb += db * db;
        ab += da * db;
      }
    }
    return aa < 1e-9 || bb < 1e-9 ? 0 : ab / Math.sqrt(aa * bb);
  }
}
