package org.medveil.learning;

import java.io.Serializable;
import org.medveil.contracts.Refusal;

/**
 * The size of what flows between two nodes, for one image: channels, then rows, then columns, in
 * memory in that order (CHW, 'c'). A flat vector is as many channels of one pixel, which is the
 * same numbers in the same order.
 *
 * @param channels at least 1
 * @param height rows, at least 1
 * @param width columns, at least 1
 */
public record Shape(int channels, int height, int width) implements Serializable {
  /** Refuses, with exit 2, what has no numbers in it or more than an array can hold. */
  public Shape {
    if (channels < 1 || height < 1 || width < 1) {
      throw Refusal.usage(
          "a layer of the model is given or gives nothing: "
              + channels
              + " channels of "
              + height
              + " x "
              + width,
          "use smaller kernels and strides, or larger images");
    }
    if ((long) channels * height > Integer.MAX_VALUE
        || (long) channels * height * width > Integer.MAX_VALUE) {
      throw Refusal.usage("a layer of the model is too large for an array", "use smaller images");
    }
  }

  /** A vector. */
  public static Shape flat(int width) {
    return new Shape(width, 1, 1);
  }

  /** How many numbers. */
  public int size() {
    return channels * height * width;
  }

  /** Pixels of one channel. */
  public int plane() {
    return height * width;
  }

  @Override
  public String toString() {
    return plane() == 1 ? Integer.toString(channels) : channels + "x" + height + "x" + width;
  }
}
