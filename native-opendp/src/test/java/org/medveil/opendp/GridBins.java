package org.medveil.opendp;

import java.util.Arrays;

/**
 * Pearson's test of grid noise against N_Z(0, σ²) for σ = 2^bits of any size: 65 bins of width σ/8
 * around 0, both outer ones with all that lies beyond. 64 degrees of freedom.
 */
final class GridBins {
  private static final int OUTER = 32;
  // Bins up to 9 sigma; less than 1e-17 of the draws lie beyond.
  private static final int LAST = 72;

  private final long[] seen = new long[2 * OUTER + 1];
  private final double[] chances = new double[2 * OUTER + 1];
  private final long width;

  /**
   * @param bits of the noise, from 5
   * @param stretch by which the σ that is tested against differs; 1 for the true one
   */
  GridBins(int bits, double stretch) {
    width = 1L << (bits - 3);
    double sigma = Math.scalb(stretch, bits);
    for (int bin = -LAST; bin <= LAST; bin++) {
      chances[index(bin)] += mass(bin * width - width / 2, sigma);
    }
    double total = Arrays.stream(chances).sum();
    Arrays.setAll(chances, i -> chances[i] / total);
  }

  /** Counts the draws. */
  GridBins with(long[] draws) {
    for (long draw : draws) {
      seen[index((int) Math.floorDiv(draw + width / 2, width))]++;
    }
    return this;
  }

  /** Upper tail of chi-square: exp(−s/2) Σ_{i<32} (s/2)^i / i!. */
  double pValue() {
    double draws = Arrays.stream(seen).sum();
    double half = 0;
    for (int i = 0; i < seen.length; i++) {
      half += Math.pow(seen[i] - draws * chances[i], 2) / (draws * chances[i]) / 2;
    }
    double term = Math.exp(-half);
    double p = 0;
    for (int i = 0; i < OUTER; i++) {
      p += term;
      term *= half / (i + 1);
    }
    return p;
  }

  private static int index(int bin) {
    return Math.max(-OUTER, Math.min(OUTER, bin)) + OUTER;
  }

  /**
   * Of the whole numbers from {@code from} on, one bin wide: summed where they are few; else
   * Simpson's rule, off by 1e-10, on the integral over their unit intervals, off by 1/(24σ²).
   */
  private double mass(long from, double sigma) {
    if (width <= 4096) {
      double mass = 0;
      for (long x = from; x < from + width; x++) {
        mass += density(x, sigma);
      }
      return mass;
    }
    int panels = 64;
    double h = (double) width / panels;
    double mass = density(from - 0.5, sigma) + density(from - 0.5 + width, sigma);
    for (int i = 1; i < panels; i++) {
      mass += (i % 2 == 1 ? 4 : 2) * density(from - 0.5 + i * h, sigma);
    }
    return mass * h / 3;
  }

  private static double density(double x, double sigma) {
    return Math.exp(-(x / sigma) * (x / sigma) / 2);
  }
}
