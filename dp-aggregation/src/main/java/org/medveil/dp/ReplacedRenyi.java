package org.medveil.dp;

/**
 * Rényi divergence of one step of the Poisson-subsampled Gaussian when one unit is replaced: of
 * (1−q)·N(0, σ²) + q·N(1, σ²) from (1−q)·N(0, σ²) + q·N(−1, σ²), the dominating pair of {@link
 * org.medveil.dp.accounting.ReplacedGaussian}.
 */
final class ReplacedRenyi {
  private static final double HIGHEST_ORDER = 256;
  private static final double LEAST_NOISE = 0.2;

  private ReplacedRenyi() {}

  /**
   * By the trapezoid rule over a stretch of the real line. The integrand P^α·Q^(1−α) is analytic
   * for |Im x| &lt; πσ²; at Im x = w ≤ σ² it is at most e^(w²/2σ² + 0.14(α−1)) times its real
   * value, since |a + b·e^(iw/σ²)| ≥ (a + b)·cos(w/2σ²). The relative error is under 2e⁻⁴⁰, as for
   * {@link PoissonRenyi}. Where that would be too slow: the unsampled Gaussian's divergence, an
   * upper bound because the divergence is quasi-convex.
   */
  static double divergence(double q, double sigma, double order) {
    double unsampled = 2 * order / (sigma * sigma);
    if (q == 1 || sigma < LEAST_NOISE || order > HIGHEST_ORDER) {
      return unsampled;
    }
    double variance = sigma * sigma;
    double width = Math.min(variance, 6 * sigma);
    double bend = width * width / (2 * variance) + 0.14 * (order - 1);
    double step = 2 * Math.PI * width / (bend + 40);
    double from = -1 - 12 * sigma;
    int points = (int) Math.ceil((2 * order + 24 * sigma) / step);
    double[] logs = new double[points + 1];
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i <= points; i++) {
      double x = from + i * step;
      double p = PoissonRenyi.logMixture(q, (2 * x - 1) / (2 * variance));
      double other = PoissonRenyi.logMixture(q, (-2 * x - 1) / (2 * variance));
      logs[i] = order * p - (order - 1) * other - x * x / (2 * variance);
      largest = Math.max(largest, logs[i]);
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - largest);
    }
    double logMoment = Math.log(sum * step / (sigma * Math.sqrt(2 * Math.PI))) + largest;
    return Math.max(0, logMoment) / (order - 1);
  }
}
