package org.medveil.dp.accounting;

/**
 * The product of the spectra of real sequences, each to a power; packed as {@link Fourier} does.
 */
final class Spectrum {
  // |φ|ⁿ below e^−46 is left out; it weighs less than the rounding of the others.
  private static final double NEGLIGIBLE = 92;

  private final Fourier fourier;
  private final double[] packed;

  /** The empty product. */
  Spectrum(int length) {
    fourier = Fourier.of(length);
    packed = new double[length];
    for (int i = 0; i < length; i += 2) {
      packed[i] = 1;
    }
    packed[1] = 1;
  }

  /** Takes in the power of a sequence's spectrum; overwrites the sequence. */
  void multiply(double[] sequence, long times) {
    fourier.forward(sequence);
    double least = Math.exp(-NEGLIGIBLE / times);
    packed[0] *= Math.pow(sequence[0], times);
    packed[1] *= Math.pow(sequence[1], times);
    for (int i = 2; i < packed.length; i += 2) {
      double a = sequence[i];
      double b = sequence[i + 1];
      if (a * a + b * b < least) {
        packed[i] = 0;
        packed[i + 1] = 0;
        continue;
      }
      double x = packed[i];
      double y = packed[i + 1];
      for (long left = times; left > 0; left >>= 1) {
        if ((left & 1) == 1) {
          double product = x * a - y * b;
          y = x * b + y * a;
          x = product;
        }
        double square = a * a - b * b;
        b = 2 * a * b;
        a = square;
      }
      packed[i] = x;
      packed[i + 1] = y;
    }
  }

  /** Σ |φ|² over all frequencies, divided by their number. */
  double meanSquare() {
    double ends = packed[0] * packed[0] + packed[1] * packed[1];
    double all = 0;
    for (double part : packed) {
      all += part * part;
    }
    return (2 * all - ends) / packed.length;
  }

  /** The cyclic sum itself; ends this object's life. */
  double[] inverse() {
    fourier.inverse(packed);
    return packed;
  }
}
