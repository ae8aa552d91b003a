package org.medveil.imaging.burnedin;

/**
 * How a line is written: one device writes all its lines alike.
 *
 * @param turned runs up or down
 * @param sign 1 for bright ink, -1 for dark
 * @param height of a tall letter, pixels of the whole image
 * @param ink brightness of the ink, stored units
 * @param contrast mean contrast, stored units
 */
record Hand(boolean turned, int sign, double height, double ink, double contrast) {
  /** Capitals beside small letters, and the same letters where the image is halved. */
  private static final double SIZE = 1.7;

  private static final double CONTRAST = 1.6;
  private static final double INK = 0.15;

  boolean isLike(Hand other) {
    return turned == other.turned
        && sign == other.sign
        && within(height, other.height, SIZE)
        && within(contrast, other.contrast, CONTRAST)
        && Math.abs(ink - other.ink) <= INK * Math.max(contrast, other.contrast);
  }

  private static boolean within(double a, double b, double ratio) {
    return a <= ratio * b && b <= ratio * a;
  }
}
