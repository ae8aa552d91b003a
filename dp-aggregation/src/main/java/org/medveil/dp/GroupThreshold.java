package org.medveil.dp;

/**
 * How many noisy patients a group needs before its name may be told. A patient may be alone in all
 * of its {@code coordinates} groups; each then counts 1, and the chance that noise lifts any of
 * them to the threshold must not exceed δ (union bound).
 */
final class GroupThreshold {
  private GroupThreshold() {}

  /**
   * The smallest threshold τ with coordinates · P(1 + noise ≥ τ) ≤ δ, by upper bounds of the tails.
   *
   * @param noise discrete Gaussian or discrete Laplace of shift 1
   * @param delta in (0, 1)
   */
  static long of(Mechanism noise, double delta) {
    if (noise instanceof DiscreteGaussian gaussian && gaussian.shift() == 1) {
      return threshold(gaussian.coordinates(), delta, m -> gaussianTail(gaussian.sigma(), m));
    }
    if (noise instanceof DiscreteLaplace laplace && laplace.shift() == 1) {
      return threshold(laplace.coordinates(), delta, m -> laplaceTail(laplace.scale(), m));
    }
    throw new IllegalStateException("groups are counted with noise for a shift of 1");
  }

  @FunctionalInterface
  private interface Tail {
    double atLeast(long m);
  }

  private static long threshold(int coordinates, double delta, Tail tail) {
    long m = 1;
    while (!(coordinates * tail.atLeast(m) <= delta)) {
      m++;
    }
    return m + 1;
  }

  /**
   * P(X ≥ m), m ≥ 1, from above: Σ exp(−x²/2σ²) over x ≥ m is at most its first term over 1 −
   * exp(−m/σ²), and the norming sum is at least max(1, √(2π)σ) (Poisson summation).
   */
  static double gaussianTail(double sigma, long m) {
    double variance = sigma * sigma;
    double numerator = Math.exp(-m / variance * m / 2) / -Math.expm1(-m / variance);
    return numerator / Math.max(1, Math.sqrt(2 * Math.PI) * sigma) * (1 + 1e-12);
  }

  /** P(X ≥ m), m ≥ 1: exp(−m/s)/(1 + exp(−1/s)). */
  static double laplaceTail(double scale, long m) {
    return Math.exp(-m / scale) / (1 + Math.exp(-1 / scale)) * (1 + 1e-12);
  }
}
