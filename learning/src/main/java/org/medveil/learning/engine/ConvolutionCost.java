package org.medveil.learning.engine;

/**
 * Whether a convolution's gradient is made for each patient, or only its norm. Making it costs no
 * additional multiplication but memory traffic; the norm alone needs inner products of all pairs of
 * positions (Bu et al. 2022, "mixed ghost clipping"). Constants are nanoseconds as measured on one
 * core with AVX-512; only their ratio matters.
 */
final class ConvolutionCost {
  private static final double SMALL_GEMM = 2 / 60.0;
  private static final double LARGE_GEMM = 2 / 90.0;
  private static final double TRAFFIC = 1.2;
  private static final double INNER_PRODUCT = 0.45;

  private ConvolutionCost() {}

  static boolean ghost(int outputs, int positions, int patch) {
    double weights = (double) outputs * patch;
    double made = weights * (positions * SMALL_GEMM + TRAFFIC);
    double pairs = positions * (positions + 1.0) / 2;
    double ghost = pairs * (outputs + patch) * INNER_PRODUCT + weights * positions * LARGE_GEMM;
    return ghost < made;
  }
}
