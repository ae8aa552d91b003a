package org.medveil.kernels;

import java.util.Objects;

/**
 * Maxima of 2 x 2 pixels without padding; of equal pixels the first wins, and what is no number is
 * larger than any. Only where {@link MatrixKernels#load} finds a library.
 */
public final class SquarePool {
  private final int[] geometry;
  private final int pixels;
  private final int results;

  /**
   * @param planes of an image
   * @param size rows and columns of pixels, at least 2
   * @param strides from square to square
   */
  public SquarePool(int planes, Pair size, Pair strides) {
    KernelLibrary.require();
    if (planes < 1 || size.down < 2 || size.across < 2 || strides.down < 1 || strides.across < 1) {
      throw new IllegalArgumentException("a square has two pixels on each side");
    }
    this.geometry = new int[] {planes, size.down, size.across, strides.down, strides.across};
    this.pixels = Math.multiplyExact(planes, Math.multiplyExact(size.down, size.across));
    this.results =
        planes * ((size.down - 2) / strides.down + 1) * ((size.across - 2) / strides.across + 1);
  }

  /** Two directions. */
  public record Pair(int down, int across) {}

  /**
   * Images one after the other.
   *
   * @param images pixels
   * @param results written
   * @param winners written: which pixel of each square it was, 0 to 3
   */
  public void forward(float[] images, float[] results, byte[] winners, int count) {
    require(images, results, winners, count);
    forward(geometry, images, results, winners, count);
  }

  /**
   * Sets the pixels to what the squares that they won hand back.
   *
   * @param deltas of the results
   */
  public void backward(float[] deltas, byte[] winners, float[] images, int count) {
    require(images, deltas, winners, count);
    backward(geometry, deltas, winners, images, count);
  }

  private void require(float[] images, float[] results, byte[] winners, int count) {
    Objects.checkFromIndexSize(0, Math.multiplyExact(count, pixels), images.length);
    int all = Math.multiplyExact(count, this.results);
    Objects.checkFromIndexSize(0, all, results.length);
    Objects.checkFromIndexSize(0, all, winners.length);
  }

  private static native void forward(
      int[] geometry, float[] images, float[] results, byte[] winners, int count);

  private static native void backward(
      int[] geometry, float[] deltas, byte[] winners, float[] images, int count);
}
