package org.medveil.imaging.burnedin;

/**
 * One channel of one frame as stored numbers, rows from the top; no window applied, because a
 * window hides text that another window shows.
 */
public final class GreyPlane {
  private final int width;
  private final int height;
  private final int[] values;

  /**
   * @param values height x width numbers, any range; not copied, and never written to
   */
  public GreyPlane(int width, int height, int[] values) {
    if (width < 1 || height < 1 || (long) width * height != values.length) {
      throw new IllegalArgumentException("values do not fill height x width");
    }
    this.width = width;
    this.height = height;
    this.values = values;
  }

  /** Columns, at least 1. */
  public int width() {
    return width;
  }

  /** Rows, at least 1. */
  public int height() {
    return height;
  }

  /** The number at a place. */
  public int at(int x, int y) {
    return values[y * width + x];
  }

  int[] raw() {
    return values;
  }

  /** Rows become columns: what ran upwards runs to the right. */
  GreyPlane turned() {
    int[] out = new int[values.length];
    for (int top = 0; top < height; top += TILE) {
      for (int left = 0; left < width; left += TILE) {
        turnTile(out, left, top);
      }
    }
    return new GreyPlane(height, width, out);
  }

  /** Tiles fit the cache; a plain transposition of a large image does not. */
  private static final int TILE = 32;

  private void turnTile(int[] out, int left, int top) {
    int right = Math.min(left + TILE, width);
    int bottom = Math.min(top + TILE, height);
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        out[x * height + y] = values[y * width + x];
      }
    }
  }

  /** Half the size, each number the mean of four; an odd last row or column is dropped. */
  GreyPlane halved() {
    int w = width / 2;
    int h = height / 2;
    int[] out = new int[w * h];
    for (int y = 0; y < h; y++) {
      int a = 2 * y * width;
      int b = a + width;
      for (int x = 0; x < w; x++) {
        int at = 2 * x;
        out[y * w + x] =
            values[a + at] + values[a + at + 1] + values[b + at] + values[b + at + 1] >> 2;
      }
    }
    return new GreyPlane(w, h, out);
  }

  @Override
  public String toString() {
    return "GreyPlane[" + width + "x" + height + "]";
  }
}
