package org.medveil.imaging;

/** Small, exact operations on 8-bit images. Integer arithmetic: no order of summation matters. */
public final class Pixels {
  private Pixels() {}

  /**
   * Another size: an axis that shrinks takes area averages, one that grows is interpolated linearly
   * between pixel centres, one that stays is left alone. Halves round up.
   *
   * @param height new rows, at least 1
   * @param width new columns, at least 1
   */
  public static PixelImage resize(PixelImage image, int height, int width) {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException("an image has at least one row and one column");
    }
    if (height == image.height() && width == image.width()) {
      return image;
    }
    Resampling across = Resampling.of(image.width(), width);
    Resampling down = Resampling.of(image.height(), height);
    int channels = image.channels();
    int line = width * channels;
    long[] sums = new long[line];
    int[] row = new int[line];
    byte[] out = new byte[height * line];
    long total = across.total() * down.total();
    for (int y = 0; y < height; y++) {
      java.util.Arrays.fill(sums, 0);
      for (int from = down.first(y); from <= down.last(y); from++) {
        across.apply(image.raw(), from * image.width() * channels, channels, row);
        long weight = down.weight(y, from);
        for (int i = 0; i < line; i++) {
          sums[i] += weight * row[i];
        }
      }
      for (int i = 0; i < line; i++) {
        out[y * line + i] = (byte) ((2 * sums[i] + total) / (2 * total));
      }
    }
    return new PixelImage(height, width, channels, out);
  }

  /**
   * Keeps the circle inscribed in the image (a pixel whose centre is inside or on it) and sets
   * everything outside to 0: the field of view of a fundus camera, without the corners in which
   * cameras print text.
   */
  public static PixelImage maskOutsideCircle(PixelImage image) {
    byte[] out = image.pixels();
    int channels = image.channels();
    long diameter = Math.min(image.height(), image.width());
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        long down = 2L * y - (image.height() - 1);
        long across = 2L * x - (image.width() - 1);
        if (down * down + across * across > diameter * diameter) {
          int at = (y * image.width() + x) * channels;
          java.util.Arrays.fill(out, at, at + channels, (byte) 0);
        }
      }
    }
    return new PixelImage(image.height(), image.width(), channels, out);
  }

  /** Left becomes right: a left eye looks like a right one. */
  public static PixelImage mirror(PixelImage image) {
    byte[] in = image.raw();
    byte[] out = new byte[in.length];
    int channels = image.channels();
    int width = image.width();
    for (int pixel = 0; pixel < image.height() * width; pixel++) {
      int column = pixel % width;
      int mirrored = pixel - column + width - 1 - column;
      System.arraycopy(in, pixel * channels, out, mirrored * channels, channels);
    }
    return new PixelImage(image.height(), width, channels, out);
  }
}
