package org.medveil.learning.encode;

import java.util.Arrays;

/**
 * An image ready to encode.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param channels samples per pixel, at least 1
 * @param pixels unsigned bytes, row by row, channels interleaved (HWC), {@code
 *     height*width*channels} of them; not copied, so the caller must leave it alone
 */
public record EncoderInput(int height, int width, int channels, byte[] pixels) {
  /** Checks that the array fits the shape. */
  public EncoderInput {
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException("an image has at least one row, column and channel");
    }
    if (pixels.length != (long) height * width * channels) {
      throw new IllegalArgumentException(
          "an image of %d x %d x %d has not %d bytes"
              .formatted(height, width, channels, pixels.length));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncoderInput that
        && height == that.height
        && width == that.width
        && channels == that.channels
        && Arrays.equals(pixels, that.pixels);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * height + width) + channels) + Arrays.hashCode(pixels);
  }

  /** The shape only: pixels are a patient's. */
  @Override
  public String toString() {
    return "EncoderInput[" + height + " x " + width + " x " + channels + "]";
  }
}
