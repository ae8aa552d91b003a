package org.medveil.imaging;

import java.util.Arrays;

/**
 * An 8-bit image, interleaved by pixel, rows from the top.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param channels 1 (grey) or 3 (red, green, blue)
 * @param pixels height x width x channels values 0–255; copied on the way in and out
 */
public record PixelImage(int height, int width, int channels, byte[] pixels) {
  /** Checks the shape and copies the pixels. */
  public PixelImage {
    checkShape(height, width, channels, pixels.length);
    pixels = pixels.clone();
  }

  private static void checkShape(int height, int width, int channels, int length) {
    if (height < 1 || width < 1 || channels != 1 && channels != 3) {
      throw new IllegalArgumentException("an image has rows, columns and 1 or 3 channels");
    }
    if ((long) height * width * channels != length) {
      throw new IllegalArgumentException("pixels do not fill height x width x channels");
    }
  }

  /** A copy. */
  @Override
  public byte[] pixels() {
    return pixels.clone();
  }

  /** The array itself, for this package, which does not write to it. */
  byte[] raw() {
    return pixels;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PixelImage that
        && height == that.height
        && width == that.width
        && channels == that.channels
        && Arrays.equals(pixels, that.pixels);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(pixels);
  }

  @Override
  public String toString() {
    return "PixelImage[" + height + "x" + width + "x" + channels + "]";
  }
}
