package org.medveil.dp.accounting;

/**
 * Discrete Fourier transform of length 2^k, complex, in place. The spectrum is in bit-reversed
 * order, which products and powers do not mind; {@link #inverse} takes it back in that order.
 */
final class Fourier {
  private final int length;
  private final double[] cosine;
  private final double[] sine;

  Fourier(int length) {
    if (Integer.bitCount(length) != 1) {
      throw new IllegalArgumentException("length must be a power of 2");
    }
    this.length = length;
    int half = length / 2;
    this.cosine = new double[half];
    this.sine = new double[half];
    for (int i = 0; i < half; i++) {
      double angle = 2 * Math.PI * i / length;
      cosine[i] = Math.cos(angle);
      sine[i] = Math.sin(angle);
    }
  }

  /** Decimation in frequency (Gentleman, Sande 1966). */
  void forward(double[] re, double[] im) {
    for (int half = length / 2, stride = 1; half >= 1; half /= 2, stride *= 2) {
      for (int start = 0; start < length; start += 2 * half) {
        for (int i = start, j = start + half, w = 0; i < start + half; i++, j++, w += stride) {
          double dRe = re[i] - re[j];
          double dIm = im[i] - im[j];
          re[i] += re[j];
          im[i] += im[j];
          re[j] = dRe * cosine[w] + dIm * sine[w];
          im[j] = dIm * cosine[w] - dRe * sine[w];
        }
      }
    }
  }

  /** Decimation in time (Cooley, Tukey 1965), divided by the length. */
  void inverse(double[] re, double[] im) {
    for (int half = 1, stride = length / 2; half < length; half *= 2, stride /= 2) {
      for (int start = 0; start < length; start += 2 * half) {
        for (int i = start, j = start + half, w = 0; i < start + half; i++, j++, w += stride) {
          double tRe = re[j] * cosine[w] - im[j] * sine[w];
          double tIm = im[j] * cosine[w] + re[j] * sine[w];
          re[j] = re[i] - tRe;
          im[j] = im[i] - tIm;
          re[i] += tRe;
          im[i] += tIm;
        }
      }
    }
    for (int i = 0; i < length; i++) {
      re[i] /= length;
      im[i] /= length;
    }
  }
}
