package org.medveil.dp;

/**
 * The lower-triangular Toeplitz matrix C whose square, without the cut, is the matrix of prefix
 * sums: below the diagonal stand r₀ = 1, r₁ = 1/2, r₂ = 3/8, … = C(2j, j)/4ʲ, cut after a number of
 * bands (Fichtenberger, Henzinger, Upadhyay 2023; Kalinin, Lampert 2024, "banded square root").
 *
 * <p>The coefficients are rounded to multiples of 2⁻¹². The rounded ones <em>are</em> the matrix
 * that is used and accounted, so nothing is left to be bounded; they cost under 10⁻⁴ in accuracy.
 */
final class SquareRootToeplitz {
  /** Coefficients are whole multiples of 2^−SCALE_BITS. */
  static final int SCALE_BITS = 12;

  private final int[] scaled;

  /** With at least one band; a single one is the identity. */
  SquareRootToeplitz(int bands) {
    double[] exact = coefficients(bands);
    scaled = new int[bands];
    for (int j = 0; j < bands; j++) {
      scaled[j] = (int) Math.rint(exact[j] * (1 << SCALE_BITS));
    }
  }

  /** r₀ … r_(n−1) before rounding. */
  static double[] coefficients(int n) {
    double[] r = new double[n];
    r[0] = 1;
    for (int j = 1; j < n; j++) {
      r[j] = r[j - 1] * (2 * j - 1) / (2 * j);
    }
    return r;
  }

  int bands() {
    return scaled.length;
  }

  /** 2¹²·rⱼ, a whole number that does not grow with j; 2¹² for j = 0. */
  int scaled(int j) {
    return scaled[j];
  }

  /** L2 norm of a column that is not cut by the end of the run: rounded up, so never too small. */
  double norm() {
    long squares = 0;
    for (int one : scaled) {
      squares += (long) one * one;
    }
    return Math.scalb(Math.nextUp(Math.sqrt((double) squares)), -SCALE_BITS);
  }

  /**
   * The first column of C⁻¹, which is Toeplitz too. As r falls, all zeros of Σ rⱼxʲ lie outside the
   * unit circle (Eneström, Kakeya), so with bands these die out and their sum stays bounded.
   *
   * @param n entries wanted
   */
  double[] inverse(int n) {
    double[] inverse = new double[n];
    inverse[0] = 1;
    for (int t = 1; t < n; t++) {
      double sum = 0;
      for (int j = 1; j <= Math.min(t, bands() - 1); j++) {
        sum += scaled[j] * inverse[t - j];
      }
      inverse[t] = -Math.scalb(sum, -SCALE_BITS);
    }
    return inverse;
  }
}
