package org.medveil.kernels;

import java.util.Objects;

/**
 * Patches of images as columns of a matrix outside the heap (im2col), and back: row (channel,
 * kernel row, kernel column), column (result row, result column), image after image. Only where
 * {@link MatrixKernels#load} finds a library.
 */
public final class PatchColumns {
  private final int[] geometry;
  private final int pixels;

  /**
   * @param down how a kernel walks over the rows of an image
   * @param across over its columns
   */
  public PatchColumns(int channels, Walk down, Walk across) {
    this.pixels = Math.multiplyExact(channels, Math.multiplyExact(down.pixels, across.pixels));
    this.geometry =
        new int[] {
          channels,
          down.pixels,
          across.pixels,
          down.kernel,
          across.kernel,
          down.stride,
          across.stride,
          down.padding,
          across.padding,
          down.results,
          across.results
        };
  }

  /**
   * One direction.
   *
   * @param pixels of the image
   * @param kernel pixels that it covers
   * @param stride pixels from one position to the next
   * @param padding before the first pixel
   * @param results positions
   */
  public record Walk(int pixels, int kernel, int stride, int padding, int results) {
    /** Checks the ranges. */
    public Walk {
      if (pixels < 1 || kernel < 1 || stride < 1 || padding < 0 || results < 1) {
        throw new IllegalArgumentException("sizes are at least 1, padding at least 0");
      }
    }
  }

  /**
   * Images on the heap.
   *
   * @param at first number of the first
   * @param stride from one to the next
   * @param count how many
   */
  public record Images(float[] values, int at, int stride, int count) {
    private void require(int pixels) {
      Objects.checkFromToIndex(at, at + (count - 1L) * stride + pixels, values.length);
      if (count < 1 || stride < pixels) {
        throw new IllegalArgumentException("images overlap, or there are none");
      }
    }
  }

  /**
   * Writes the columns.
   *
   * @param to address of the first column's first float
   * @param wide floats from row to row
   */
  public void gather(Images from, long to, int wide) {
    from.require(pixels);
    gather(geometry, from.values, from.at, from.stride, from.count, to, wide);
  }

  /**
   * Sets each pixel to the sum of the columns over it.
   *
   * @param from address of the first column's first float; columns over pixels that are none are
   *     cleared
   */
  public void scatter(long from, int wide, Images to) {
    to.require(pixels);
    scatter(geometry, from, wide, to.values, to.at, to.stride, to.count);
  }

  /**
   * Rows of a matrix as planes of images, plus a bias.
   *
   * @param from address of the first image's first float
   * @param bias one a row; as many planes are written
   * @param positions pixels of a plane
   */
  public static void planes(long from, int wide, float[] bias, Images to, int positions) {
    to.require(Math.multiplyExact(bias.length, positions));
    planes(from, wide, bias, positions, to.values, to.at, to.stride, to.count);
  }

  private static native void gather(
      int[] geometry, float[] images, int at, int stride, int count, long to, int wide);

  private static native void scatter(
      int[] geometry, long from, int wide, float[] images, int at, int stride, int count);

  private static native void planes(
      long from,
      int wide,
      float[] bias,
      int positions,
      float[] images,
      int at,
      int stride,
      int count);
}
