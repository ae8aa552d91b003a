package org.medveil.dp;

/**
 * Rényi divergence of one step of the Poisson-subsampled Gaussian with sensitivity 1: with μ₀ =
 * N(0, σ²) and μ = (1−q)·μ₀ + q·N(1, σ²), it is log E_{μ₀}[(μ/μ₀)^α] / (α−1) (Mironov, Talwar,
 * Zhang 2019, Theorems 4 and 5: this direction bounds the other).
 */
final class PoissonRenyi {
  // Below this noise the quadrature would need many points; whole orders alone stay valid.
  private static final double LEAST_NOISE_FOR_FRACTIONS = 0.2;

  private PoissonRenyi() {}

  /** Infinite where this order is not offered; an accountant takes the best order anyway. */
  static double divergence(double q, double sigma, double order) {
    if (q == 1) {
      return order / (2 * sigma * sigma);
    }
    double logMoment;
    if (order == Math.rint(order)) {
      logMoment = wholeOrder(q, sigma, (int) order);
    } else if (sigma >= LEAST_NOISE_FOR_FRACTIONS) {
      logMoment = fractionalOrder(q, sigma, order);
    } else {
      return Double.POSITIVE_INFINITY;
    }
    return Math.max(0, logMoment) / (order - 1);
  }

  /** log Σᵢ C(α,i)·(1−q)^(α−i)·q^i·exp((i²−i)/2σ²), Section 3.3. */
  private static double wholeOrder(double q, double sigma, int order) {
    double[] logTerms = new double[order + 1];
    double logBinomial = 0;
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i <= order; i++) {
      double exponent = ((double) i * i - i) / (2 * sigma * sigma);
      logTerms[i] = logBinomial + (order - i) * Math.log1p(-q) + i * Math.log(q) + exponent;
      largest = Math.max(largest, logTerms[i]);
      logBinomial += Math.log((double) (order - i) / (i + 1));
    }
    double sum = 0;
    for (double logTerm : logTerms) {
      sum += Math.exp(logTerm - largest);
    }
    return largest + Math.log(sum);
  }

  /**
   * The moment as an integral, by the trapezoid rule. Its integrand is analytic for |Im x| &lt; πσ²
   * and there at most e^(w²/2σ²) times its real part's, so with width w and step h the relative
   * error is under 2·exp(w²/2σ² − 2πw/h) = 2e⁻⁴⁰ (Trefethen, Weideman 2014, Theorem 5.1). The tails
   * beyond 12σ of the two humps weigh under e⁻⁷⁰.
   */
  private static double fractionalOrder(double q, double sigma, double order) {
    double width = Math.min(6 * sigma, 3 * sigma * sigma);
    double variance = sigma * sigma;
    double step = 2 * Math.PI * width / (width * width / (2 * variance) + 40);
    double from = -12 * sigma;
    int points = (int) Math.ceil((order + 24 * sigma) / step);
    double shift = logIntegrandBound(sigma, order);
    double sum = 0;
    for (int i = 0; i <= points; i++) {
      double x = from + i * step;
      double logRatio = logMixture(q, (2 * x - 1) / (2 * variance));
      sum += Math.exp(order * logRatio - x * x / (2 * variance) - shift);
    }
    return Math.log(sum * step / (sigma * Math.sqrt(2 * Math.PI))) + shift;
  }

  /** log(1 − q + q·e^t). */
  static double logMixture(double q, double t) {
    return t > 0 ? t + Math.log(q + (1 - q) * Math.exp(-t)) : Math.log1p(q * Math.expm1(t));
  }

  /** Keeps exp() in range: the moment is at most that of the unsampled Gaussian. */
  private static double logIntegrandBound(double sigma, double order) {
    double unsampled = order * (order - 1) / (2 * sigma * sigma);
    return unsampled > 600 ? unsampled - 600 : 0;
  }
}
