package org.medveil.learning;

import java.io.Serializable;

/**
 * The shape of an image as a flat array: channel by channel, row by row.
 *
 * @param channels at least 1
 * @param height rows, at least 1
 * @param width columns, at least 1
 */
public record ImageShape(int channels, int height, int width) implements Serializable {
  /** Checks the sizes. */
  public ImageShape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException("an image has channels, rows and columns");
    }
    Math.multiplyExact(Math.multiplyExact(channels, height), width);
  }

  /** Numbers in an image. */
  public int length() {
    return channels * height * width;
  }
}
