package org.medveil.audits.privacy;

import org.medveil.audits.membership.MemberScores;
import org.medveil.dp.GaussianDp;
import org.medveil.dp.accounting.Normal;

/**
 * What is certain of an attack's rates: exact bounds (Clopper and Pearson 1934), each of which errs
 * with chance {@code tail} at most, so both hold with chance 1 − 2·tail.
 *
 * @param truePositives lower bound of the true positive rate
 * @param falsePositives upper bound of the false positive rate
 * @param tail error of each bound
 */
public record ErrorBounds(double truePositives, double falsePositives, double tail) {
  /**
   * From counts.
   *
   * @param hits counted on data that chose nothing
   * @param tail error of each bound, e.g. 0.025 for 95 % together
   */
  public static ErrorBounds of(MemberScores.Hits hits, double tail) {
    return new ErrorBounds(hits.found().lowerBound(tail), hits.accused().upperBound(tail), tail);
  }

  /** The confidence with which both bounds hold. */
  public double level() {
    return 1 - 2 * tail;
  }

  /**
   * The ε that any (ε, δ)-guarantee must have: ln((TPR − δ)/FPR), at least 0.
   *
   * @param delta in [0, 1)
   */
  public double epsilon(double delta) {
    return Math.max(0, Math.log((truePositives - delta) / falsePositives));
  }

  /** The μ that Gaussian differential privacy must have: Φ⁻¹(TPR) − Φ⁻¹(FPR), at least 0. */
  public double mu() {
    double mu = Normal.quantile(truePositives) - Normal.quantile(falsePositives);
    return Double.isNaN(mu) ? 0 : Math.max(0, mu);
  }

  /** ε at δ of Gaussian differential privacy with {@link #mu()}. */
  public double gaussianEpsilon(double delta) {
    double mu = mu();
    if (mu > Double.MAX_VALUE) {
      return mu;
    }
    return mu > 0 ? new GaussianDp(mu).epsilon(delta) : 0;
  }
}
