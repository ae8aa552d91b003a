package org.medveil.dp.accounting;

/**
 * The exact profile of μ-Gaussian differential privacy, N(0, 1) against N(μ, 1): δ(ε) = Φ(μ/2 −
 * ε/μ) − e^ε·Φ(−μ/2 − ε/μ) (Balle, Wang 2018, Theorem 8; Dong, Roth, Su 2022, Corollary 1).
 *
 * @param mu finite, &gt; 0
 */
public record GaussianCurve(double mu) implements PrivacyCurve {
  /** Rejects a μ outside the range above. */
  public GaussianCurve {
    if (!(mu > 0 && mu <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("mu must be a finite number above 0, got " + mu);
    }
  }

  /** With e^ε·φ(ε/μ + μ/2) = φ(ε/μ − μ/2) the difference is one of Mills' ratios. */
  @Override
  public double delta(double epsilon) {
    double near = epsilon / mu - mu / 2;
    double far = epsilon / mu + mu / 2;
    if (near < -2) {
      return Normal.upperTail(near) - Normal.density(near) * Normal.mills(far);
    }
    return Normal.density(near) * Math.max(0, Normal.mills(near) - Normal.mills(far));
  }

  @Override
  public double epsilon(double delta) {
    if (delta(0) <= delta) {
      return 0;
    }
    double low = 0;
    double high = Math.max(mu, mu * mu);
    while (delta(high) > delta) {
      low = high;
      high *= 2;
    }
    while (high - low > 1e-15 * high) {
      double middle = (low + high) / 2;
      if (middle == low || middle == high) {
        break;
      }
      if (delta(middle) > delta) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
