package org.medveil.learning.encode;

/**
 * The filters of kymatio 0.3.0's {@code Scattering2D} ({@code kymatio/scattering2d/filter_bank.py};
 * M. Andreux et al., Kymatio: Scattering Transforms in Python, JMLR 21(60), 2020), in Fourier.
 * Morlet wavelets {@code psi} of scale {@code 0.8 2^j}, slant 4/L and frequency {@code 3 pi / (4
 * 2^j)}, and the Gaussian low pass {@code phi} of scale {@code 0.8 2^(J-1)}. All arithmetic is in
 * double with {@link StrictMath}, so that every machine gets the same bits.
 */
final class MorletFilters {
  /** Number of angles; the design is tuned to 8. */
  static final int ANGLES = 8;

  // kymatio's own rounding of pi in the norm; kept, because the coefficients scale with it.
  private static final double KYMATIO_PI = 3.1415;
  // Gaussians below exp(-60), 1e-26 of their peak, cannot be seen in a float.
  private static final double FARTHEST = 60;
  private static final int PERIODS = 2;

  private final int height;
  private final int width;
  private final int scales;

  MorletFilters(ScatteringGeometry geometry) {
    this.height = geometry.height();
    this.width = geometry.width();
    this.scales = geometry.scales();
  }

  /**
   * Spectrum of the wavelet of scale j and angle index theta; it is real.
   *
   * @return row-major, height x width
   */
  double[] wavelet(int j, int theta) {
    double sigma = 0.8 * (1 << j);
    double angle = (ANGLES - ANGLES / 2 - 1 - theta) * Math.PI / ANGLES;
    double frequency = 3.0 / 4.0 * Math.PI / (1 << j);
    double slant = 4.0 / ANGLES;
    double c = StrictMath.cos(angle);
    double s = StrictMath.sin(angle);
    double narrow = 1 / (2 * sigma * sigma);
    double wide = slant * slant * narrow;
    Gabor gabor =
        new Gabor(
            c * c * narrow + s * s * wide,
            2 * c * s * (narrow - wide),
            s * s * narrow + c * c * wide,
            frequency * c,
            frequency * s);
    double[][] wave = gabor.periodised(height, width);
    double norm = 2 * KYMATIO_PI * sigma * sigma / slant;
    double[] re = wave[0];
    double[] im = wave[1];
    double[] envelope = wave[2];
    double total = sum(envelope);
    double kRe = sum(re) / total;
    double kIm = sum(im) / total;
    for (int i = 0; i < re.length; i++) {
      re[i] = (re[i] - kRe * envelope[i]) / norm;
      im[i] = (im[i] - kIm * envelope[i]) / norm;
    }
    Dft.transform2d(re, im, height, width);
    return re;
  }

  /**
   * Spectrum of the low pass along one axis of n samples; the two-dimensional one is the product of
   * two of these, because the Gaussian is round.
   */
  double[] lowPass(int n) {
    double sigma = 0.8 * (1 << (scales - 1));
    double[] re = new double[n];
    for (int i = 0; i < n; i++) {
      for (int period = -PERIODS; period <= PERIODS; period++) {
        double u = i + period * (double) n;
        re[i] += StrictMath.exp(-u * u / (2 * sigma * sigma));
      }
      re[i] /= StrictMath.sqrt(2 * KYMATIO_PI) * sigma;
    }
    new Dft(n).transform(re, new double[n]);
    return re;
  }

  /**
   * What kymatio's {@code periodize_filter_fft} does along one axis: drops the middle of the
   * spectrum, then adds up its 2^level parts. The cut is a product over the axes, so a
   * two-dimensional spectrum is reduced axis by axis.
   */
  static double[] reduce(double[] spectrum, int level) {
    int n = spectrum.length;
    int kept = n >> level;
    int start = (int) (n * StrictMath.pow(2, -level - 1));
    int cut = (int) (n * (1 - StrictMath.pow(2, -level)));
    double[] out = new double[kept];
    for (int i = 0; i < n; i++) {
      if (i < start || i >= start + cut) {
        out[i % kept] += spectrum[i];
      }
    }
    return out;
  }

  private static double sum(double[] values) {
    double total = 0;
    for (double value : values) {
      total += value;
    }
    return total;
  }

  /** exp(-(a x^2 + b x y + c y^2) + i (x fx + y fy)); x counts rows, as kymatio's does. */
  private record Gabor(double a, double b, double c, double fx, double fy) {
    /** Real part, imaginary part and envelope, summed over five periods each way. */
    double[][] periodised(int height, int width) {
      double[][] out = new double[3][height * width];
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++) {
          for (int ex = -PERIODS; ex <= PERIODS; ex++) {
            for (int ey = -PERIODS; ey <= PERIODS; ey++) {
              add(out, row * width + column, row + ex * height, column + ey * width);
            }
          }
        }
      }
      return out;
    }

    private void add(double[][] out, int at, double x, double y) {
      double exponent = a * x * x + b * x * y + c * y * y;
      if (exponent > FARTHEST) {
        return;
      }
      double envelope = StrictMath.exp(-exponent);
      double phase = x * fx + y * fy;
      out[0][at] += envelope * StrictMath.cos(phase);
      out[1][at] += envelope * StrictMath.sin(phase);
      out[2][at] += envelope;
    }
  }
}
