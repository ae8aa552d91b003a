package org.medveil.dp.accounting;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jtransforms.fft.DoubleFFT_1D;
import org.jtransforms.utils.CommonUtils;

/**
 * Discrete Fourier transform of a real sequence, in place, by JTransforms. The spectrum of length
 * n, a power of 2, is packed as the library packs it: real parts of the frequencies 0 and n/2, then
 * real and imaginary part of 1 … n/2 − 1; the other half is their conjugates.
 */
final class Fourier {
  static {
    // One thread: an accountant shares its machine, and the library's pool outlives its work.
    CommonUtils.setThreadsBeginN_1D_FFT_2Threads(Long.MAX_VALUE);
    CommonUtils.setThreadsBeginN_1D_FFT_4Threads(Long.MAX_VALUE);
  }

  private static final int KEPT = 19;
  // Tables of the shorter lengths, 6 MB in all; making one costs as much as using it.
  private static final AtomicReferenceArray<Fourier> TABLES = new AtomicReferenceArray<>(KEPT);

  private final DoubleFFT_1D transform;

  private Fourier(int length) {
    this.transform = new DoubleFFT_1D(length);
  }

  /**
   * @param length from {@link #lengthFor}
   */
  static Fourier of(int length) {
    int power = Integer.numberOfTrailingZeros(length);
    if (power >= KEPT) {
      return new Fourier(length);
    }
    if (TABLES.get(power) == null) {
      TABLES.set(power, new Fourier(length));
    }
    return TABLES.get(power);
  }

  /** The least power of 2, of at least this many cells. */
  static int lengthFor(long cells) {
    return (int) Math.max(8, Long.highestOneBit(Math.max(1, cells - 1)) * 2);
  }

  void forward(double[] values) {
    transform.realForward(values);
  }

  /** Divides by the length. */
  void inverse(double[] spectrum) {
    transform.realInverse(spectrum, true);
  }
}
