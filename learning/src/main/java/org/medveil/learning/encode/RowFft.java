package org.medveil.learning.encode;

import java.util.ArrayList;
import java.util.List;

/**
 * The discrete Fourier transform down the rows of {@link Planes}: {@code X[k] = sum_j x[j] exp(-2
 * pi i j k / n)}, unnormalised, for every column at once.
 *
 * <p>Stockham's self-sorting algorithm (C. Van Loan, Computational Frameworks for the Fast Fourier
 * Transform, 1992, section 1.7) with radix 4, 2 and any odd prime. Reuses scratch rows: one thread
 * at a time.
 */
final class RowFft {
  private final int n;
  private final List<Butterfly> stages = new ArrayList<>();
  private final float[] cos;
  private final float[] sin;

  /**
   * @param n rows to transform, at least 1
   * @param longestRow most columns that will ever be asked for
   */
  RowFft(int n, int longestRow) {
    this.n = n;
    this.cos = new float[n];
    this.sin = new float[n];
    for (int k = 0; k < n; k++) {
      cos[k] = (float) StrictMath.cos(2 * Math.PI * k / n);
      sin[k] = (float) -StrictMath.sin(2 * Math.PI * k / n);
    }
    int rest = n;
    for (int radix = 4; rest > 1; radix = radix == 4 ? 2 : radix == 2 ? 3 : radix + 2) {
      while (rest % radix == 0) {
        stages.add(Butterfly.of(radix, longestRow));
        rest /= radix;
      }
    }
  }

  /**
   * Transforms the first {@code n} rows.
   *
   * @param in overwritten
   * @param spare overwritten
   * @param length columns
   * @return whichever of the two holds the result
   */
  Planes transform(Planes in, Planes spare, int length) {
    Planes from = in;
    Planes to = spare;
    int stride = 1;
    for (Butterfly butterfly : stages) {
      stage(butterfly, stride, length, from, to);
      stride *= butterfly.radix();
      Planes swap = from;
      from = to;
      to = swap;
    }
    return from;
  }

  private void stage(Butterfly butterfly, int stride, int length, Planes from, Planes to) {
    int radix = butterfly.radix();
    int blocks = n / (stride * radix);
    for (int p = 0; p < blocks; p++) {
      for (int q = 0; q < stride; q++) {
        int out = q + stride * radix * p;
        butterfly.apply(
            new Butterfly.Taps(from, q + stride * p, stride * blocks, to, out, stride, length));
        for (int k = 1; p > 0 && k < radix; k++) {
          // exp(-2 pi i p k / (blocks radix)), read from the table of n-th roots
          int root = stride * p * k;
          int row = out + stride * k;
          Rows.rotate(to.re()[row], to.im()[row], cos[root], sin[root], length);
        }
      }
    }
  }
}
