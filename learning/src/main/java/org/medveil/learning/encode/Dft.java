package org.medveil.learning.encode;

/**
 * The discrete Fourier transform in double, written to be short. It runs only while filters are
 * built; images go through {@link RowFft}.
 */
final class Dft {
  private final int n;
  private final double[] cos;
  private final double[] sin;

  Dft(int n) {
    this.n = n;
    this.cos = new double[n];
    this.sin = new double[n];
    for (int k = 0; k < n; k++) {
      cos[k] = StrictMath.cos(2 * Math.PI * k / n);
      sin[k] = -StrictMath.sin(2 * Math.PI * k / n);
    }
  }

  /**
   * In place: {@code X[k] = sum_j x[j] exp(-2 pi i j k / n)}, splitting off one prime at a time.
   */
  void transform(double[] re, double[] im) {
    int length = re.length;
    int prime = smallestFactor(length);
    int m = length / prime;
    double[][] partsRe = new double[prime][m];
    double[][] partsIm = new double[prime][m];
    for (int i = 0; i < length; i++) {
      partsRe[i % prime][i / prime] = re[i];
      partsIm[i % prime][i / prime] = im[i];
    }
    for (int p = 0; m > 1 && p < prime; p++) {
      transform(partsRe[p], partsIm[p]);
    }
    for (int k = 0; k < length; k++) {
      re[k] = 0;
      im[k] = 0;
      for (int p = 0; p < prime; p++) {
        int root = p * k % length * (n / length);
        re[k] += cos[root] * partsRe[p][k % m] - sin[root] * partsIm[p][k % m];
        im[k] += cos[root] * partsIm[p][k % m] + sin[root] * partsRe[p][k % m];
      }
    }
  }

  /** In place, over both axes of row-major data. */
  static void transform2d(double[] re, double[] im, int height, int width) {
    Dft rows = new Dft(width);
    for (int y = 0; y < height; y++) {
      rows.line(re, im, y * width, 1);
    }
    Dft columns = new Dft(height);
    for (int x = 0; x < width; x++) {
      columns.line(re, im, x, width);
    }
  }

  private void line(double[] re, double[] im, int start, int step) {
    double[] lineRe = new double[n];
    double[] lineIm = new double[n];
    for (int i = 0; i < n; i++) {
      lineRe[i] = re[start + i * step];
      lineIm[i] = im[start + i * step];
    }
    transform(lineRe, lineIm);
    for (int i = 0; i < n; i++) {
      re[start + i * step] = lineRe[i];
      im[start + i * step] = lineIm[i];
    }
  }

  private static int smallestFactor(int n) {
    for (int p = 2; p * p <= n; p++) {
      if (n % p == 0) {
        return p;
      }
    }
    return n;
  }
}
