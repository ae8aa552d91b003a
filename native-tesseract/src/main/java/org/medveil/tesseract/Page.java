package org.medveil.tesseract;

/**
 * A plane as Tesseract likes its pages: dark ink on white, letters not too small.
 *
 * @param width page pixels
 * @param height page pixels
 * @param pixels 0 black to 255 white, by row
 * @param factor page pixels for one of the plane
 */
record Page(int width, int height, byte[] pixels, int factor) {
  /** Larger pages cost time and gain nothing. */
  private static final int LONGEST = 2048;

  private static final int MOST = 3;

  /** What is paper, and what is ink, in standard deviations. */
  private static final float PAPER = 0.3f;

  private static final float INK = 1.5f;

  /**
   * The page of what is brighter, or darker, than its neighbourhood.
   *
   * @param sign 1 for bright ink, -1 for dark
   */
  static Page of(LocalContrast contrast, int sign) {
    int longer = Math.max(contrast.width(), contrast.height());
    int factor = Math.max(1, Math.min(MOST, LONGEST / longer));
    Page page =
        new Page(
            contrast.width() * factor,
            contrast.height() * factor,
            new byte[contrast.width() * factor * contrast.height() * factor],
            factor);
    float[] above = new float[contrast.width()];
    float[] row = new float[page.width];
    for (int y = 0; y < page.height; y++) {
      page.between(contrast, place(y, factor, contrast.height()), above);
      page.spread(above, row);
      for (int x = 0; x < page.width; x++) {
        page.pixels[y * page.width + x] = paint(sign * row[x]);
      }
    }
    return page;
  }

  /** Where the middle of a page pixel lies in the plane, within the middles of its pixels. */
  private static float place(int at, int factor, int length) {
    return Math.max(0, Math.min(length - 1f, (at + 0.5f) / factor - 0.5f));
  }

  private void between(LocalContrast contrast, float y, float[] out) {
    int top = (int) y;
    int below = Math.min(contrast.height() - 1, top + 1);
    float share = y - top;
    for (int x = 0; x < out.length; x++) {
      out[x] =
          (1 - share) * contrast.values()[top * out.length + x]
              + share * contrast.values()[below * out.length + x];
    }
  }

  private void spread(float[] narrow, float[] out) {
    if (factor == 1) {
      System.arraycopy(narrow, 0, out, 0, out.length);
      return;
    }
    for (int i = 0; i < out.length; i++) {
      float x = place(i, factor, narrow.length);
      int left = (int) x;
      int right = Math.min(narrow.length - 1, left + 1);
      out[i] = narrow[left] + (x - left) * (narrow[right] - narrow[left]);
    }
  }

  private static byte paint(float deviations) {
    float ink = Math.max(0, Math.min(1, (deviations - PAPER) / (INK - PAPER)));
    return (byte) Math.round(255 * (1 - ink));
  }
}
