package org.medveil.opendp;

import java.nio.ByteBuffer;

/**
 * The natives of the bulk tier. Loading is the business of {@link NativeLibrary}; arguments are
 * checked by {@link GridGaussianNoise} and once more on the other side. Stateless, safe to call
 * from several threads; where one throws {@link OpenDpException}, the caller's memory is as it was.
 * A missing answer without an exception means the same, so that noise is never taken for granted.
 */
final class GridNatives {
  private GridNatives() {}

  /**
   * Adds to each value a draw of N_Z(0, (2^bits)²), in place.
   *
   * @return true once the noise is in the array
   */
  static native boolean add(long[] values, int bits, int threads);

  /** A new array: each value rounded to the grid, with noise, and back. */
  static native float[] noised(float[] values, double step, int bits, int threads);

  /**
   * As {@link #noised}, in place, on the whole capacity of a direct buffer in native byte order.
   *
   * @return true once the noise is in the buffer
   */
  static native boolean noise(ByteBuffer values, double step, int bits, int threads);

  /** OpenDP's privacy map of all three. */
  static native double rho(int bits, double sensitivity);
}
