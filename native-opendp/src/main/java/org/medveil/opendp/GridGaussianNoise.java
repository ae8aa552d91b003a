package org.medveil.opendp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * The bulk tier: exact discrete Gaussian noise with σ = 2^bits for vectors of any length, in
 * nanoseconds per value. The distribution is the one of {@link OpenDpNoise#addDiscreteGaussian}
 * (Canonne, Kamath, Steinke 2020, definition 1), drawn by rejection from a step function with exact
 * decisions; it runs as an OpenDP measurement under OpenDP's own privacy map. Proof note: {@code
 * docs/privacy/bulk-sampler.md}. Random words: AES-128 in counter mode, keyed afresh for every
 * portion of 8192 values from OpenDP's byte source. There is no seed to set. Not constant-time.
 *
 * <p>Every method is all or nothing: where it throws, nothing of the caller's has changed.
 *
 * @param threads how many threads one call may draw on, 1 … 64; short vectors take fewer
 */
public record GridGaussianNoise(int threads) {
  /** Of the algorithm: equal random words give equal noise. */
  static final int VERSION = 1;

  private static final int FEWEST_BITS = 7;
  private static final int MOST_BITS = 56;

  public GridGaussianNoise {
    NoiseThreads.checked(threads);
  }

  /**
   * Adds to each value a draw of its own. A sum that leaves the range of a long saturates.
   *
   * @param values at least one; changed in place
   * @param bits σ = 2^bits in units of the values, 7 … 56
   * @throws NullPointerException on a null array
   * @throws IllegalArgumentException on an empty array or bits out of range
   * @throws org.medveil.contracts.Refusal where the library cannot be loaded
   * @throws OpenDpException where OpenDP fails
   */
  public void add(long[] values, int bits) {
    Checks.notEmpty("values", values);
    requireBits(bits);
    NativeLibrary.loaded();
    requireDone(GridNatives.add(values, bits, threads));
  }

  /**
   * Rounds each value to the nearest multiple of the grid's step (a tie to the even one), adds a
   * draw with σ = 2^bits steps and turns the sum into a float. Rounding moves a vector of n values
   * by at most √n/2 steps in L2; the caller's sensitivity has to hold after it.
   *
   * @param values at least one, each finite and within 2⁶² steps; not changed
   * @param step of the grid, in units of the values; positive and normal
   * @param bits 7 … 56
   * @return a new array; a sum beyond the floats is the largest float
   * @throws NullPointerException on a null array
   * @throws IllegalArgumentException on an empty array, or step or bits out of range
   * @throws org.medveil.contracts.Refusal where the library cannot be loaded
   * @throws OpenDpException on a value that is not finite or too large (variant Argument; which one
   *     is not said), or where OpenDP fails
   */
  public float[] noised(float[] values, double step, int bits) {
    Objects.requireNonNull(values, "values");
    requireSome(values.length);
    requireStep(step);
    requireBits(bits);
    NativeLibrary.loaded();
    float[] noised = GridNatives.noised(values, step, bits, threads);
    requireDone(noised != null && noised.length == values.length);
    return noised;
  }

  /**
   * As {@link #noised(float[], double, int)}, in place, for memory outside the heap (an ND4J
   * buffer's): the floats between the buffer's position and its limit.
   *
   * @param values direct, writable, native byte order, whole floats, at least one; position and
   *     limit stay where they are
   * @throws IllegalArgumentException also on a buffer that is none of this
   */
  public void noise(ByteBuffer values, double step, int bits) {
    Objects.requireNonNull(values, "values");
    if (!values.isDirect() || values.isReadOnly() || values.order() != ByteOrder.nativeOrder()) {
      throw new IllegalArgumentException(
          "the buffer must be direct, writable and in the native byte order");
    }
    if (values.remaining() % Float.BYTES != 0) {
      throw new IllegalArgumentException("the buffer must hold whole floats");
    }
    requireSome(values.remaining());
    requireStep(step);
    requireBits(bits);
    NativeLibrary.loaded();
    // slice() forgets the byte order; the other side reads the machine's.
    requireDone(GridNatives.noise(values.slice(), step, bits, threads));
  }

  /**
   * OpenDP's own privacy map: rho of zero-concentrated differential privacy, sensitivity² / 2^(2
   * bits+1), rounded up.
   *
   * @param bits 7 … 56
   * @param sensitivity L2, in steps of the grid; finite, at least 0
   * @throws IllegalArgumentException on bits or a sensitivity out of range
   * @throws org.medveil.contracts.Refusal where the library cannot be loaded
   * @throws OpenDpException where OpenDP fails
   */
  public static double rho(int bits, double sensitivity) {
    requireBits(bits);
    Checks.sensitivity(sensitivity);
    NativeLibrary.loaded();
    return Checks.answered(GridNatives.rho(bits, sensitivity));
  }

  private static void requireSome(int length) {
    if (length == 0) {
      throw new IllegalArgumentException("there must be at least one value to add noise to");
    }
  }

  private static void requireDone(boolean done) {
    if (!done) {
      throw new OpenDpException("Jni", "no noise came back, and no reason");
    }
  }

  private static void requireBits(int bits) {
    if (bits < FEWEST_BITS || bits > MOST_BITS) {
      throw new IllegalArgumentException("bits must be from 7 to 56, not " + bits);
    }
  }

  // Written so that NaN fails too.
  private static void requireStep(double step) {
    if (!(step >= Double.MIN_NORMAL && step <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("the grid's step must be a positive, normal number");
    }
  }
}
