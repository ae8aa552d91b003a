package org.medveil.learning.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RowFftTest {
  @Property(tries = 60)
  void everyColumnIsTransformedByTheDefinition(
      @ForAll @IntRange(min = 1, max = 130) int n,
      @ForAll @IntRange(min = 1, max = 9) int columns,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Planes in = Planes.of(n, columns);
    double[][] re = new double[columns][n];
    double[][] im = new double[columns][n];
    for (int c = 0; c < columns; c++) {
      for (int j = 0; j < n; j++) {
        in.re()[j][c] = (float) random.nextDouble(-1, 1);
        in.im()[j][c] = (float) random.nextDouble(-1, 1);
        re[c][j] = in.re()[j][c];
        im[c][j] = in.im()[j][c];
      }
    }
    Planes out = new RowFft(n, columns).transform(in, Planes.of(n, columns), columns);
    // Rounding grows with the square root of the length for a sum of n terms of order one.
    double tolerance = 2e-6 * Math.sqrt(n) + 1e-6;
    for (int c = 0; c < columns; c++) {
      for (int k = 0; k < n; k++) {
        double sumRe = 0;
        double sumIm = 0;
        for (int j = 0; j < n; j++) {
          double angle = -2 * Math.PI * j * k / n;
          sumRe += re[c][j] * Math.cos(angle) - im[c][j] * Math.sin(angle);
          sumIm += re[c][j] * Math.sin(angle) + im[c][j] * Math.cos(angle);
        }
        assertEquals(sumRe, out.re()[k][c], tolerance);
        assertEquals(sumIm, out.im()[k][c], tolerance);
      }
      new Dft(n).transform(re[c], im[c]);
      for (int k = 0; k < n; k++) {
        assertEquals(re[c][k], out.re()[k][c], tolerance);
        assertEquals(im[c][k], out.im()[k][c], tolerance);
      }
    }
  }
}
