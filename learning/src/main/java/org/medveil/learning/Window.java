package org.medveil.learning;

import java.io.Serializable;

/**
 * How a kernel walks over an image.
 *
 * @param kernelHeight rows it covers
 * @param kernelWidth columns it covers
 * @param strideHeight rows from one position to the next
 * @param strideWidth columns from one position to the next
 * @param padTop rows of padding above
 * @param padLeft columns of padding on the left
 * @param padBottom rows of padding below that are at least needed; where strides do not fill the
 *     image the last rows are left out
 * @param padRight columns of padding on the right, likewise
 */
public record Window(
    int kernelHeight,
    int kernelWidth,
    int strideHeight,
    int strideWidth,
    int padTop,
    int padLeft,
    int padBottom,
    int padRight)
    implements Serializable {

  /** Kernel positions one above the other; not positive if the kernel is larger than the image. */
  public int rows(int height) {
    return Math.floorDiv(height + padTop + padBottom - kernelHeight, strideHeight) + 1;
  }

  /** Kernel positions side by side. */
  public int columns(int width) {
    return Math.floorDiv(width + padLeft + padRight - kernelWidth, strideWidth) + 1;
  }

  /** Numbers under the kernel in one channel. */
  public int area() {
    return kernelHeight * kernelWidth;
  }

  Shape over(Shape in, int channels) {
    return new Shape(channels, rows(in.height()), columns(in.width()));
  }
}
