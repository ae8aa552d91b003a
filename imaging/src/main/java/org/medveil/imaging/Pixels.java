package org.medveil.imaging;

/** Small operations on 8-bit images, the same on every machine. */
public final class Pixels {
  private static final double STANDARD_MEAN = 128;
  private static final double STANDARD_DEVIATION = 46;
  // Below one grey value a channel holds rounding, not a picture.
  private static final double FLAT = 1;

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
    for (int pixel = 0; pixel < image.height() * image.width(); pixel++) {
      if (!insideCircle(image, pixel)) {
        java.util.Arrays.fill(out, pixel * channels, (pixel + 1) * channels, (byte) 0);
      }
    }
    return new PixelImage(image.height(), image.width(), channels, out);
  }

  /**
   * Takes the camera's look away: inside the circle of {@link #maskOutsideCircle} each channel gets
   * mean 128 and standard deviation 46 (values beyond 0..255 are cut off), outside it stays as it
   * is. Every image by its own pixels only; a channel without contrast becomes 128.
   */
  public static PixelImage standardizeInsideCircle(PixelImage image) {
    byte[] out = image.pixels();
    int channels = image.channels();
    for (int channel = 0; channel < channels; channel++) {
      double count = 0;
      double sum = 0;
      double squares = 0;
      for (int pixel = 0; pixel < image.height() * image.width(); pixel++) {
        if (insideCircle(image, pixel)) {
          int value = out[pixel * channels + channel] & 0xff;
          count++;
          sum += value;
          squares += (double) value * value;
        }
      }
      double mean = sum / count;
      double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
      double gain = deviation < FLAT ? 0 : STANDARD_DEVIATION / deviation;
      for (int pixel = 0; pixel < image.height() * image.width(); pixel++) {
        if (insideCircle(image, pixel)) {
          int at = pixel * channels + channel;
          long value = Math.round(STANDARD_MEAN + gain * ((out[at] & 0xff) - mean));
          out[at] = (byte) Math.max(0, Math.min(255, value));
        }
      }
    }
    return new PixelImage(image.height(), image.width(), channels, out);
  }

  private static boolean insideCircle(PixelImage image, int pixel) {
    long diameter = Math.min(image.height(), image.width());
    long down = 2L * (pixel / image.width()) - (image.height() - 1);
    long across = 2L * (pixel % image.width()) - (image.width() - 1);
    return down * down + across * across <= diameter * diameter;
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
