package org.medveil.dp;

import org.medveil.contracts.Refusal;

/**
 * A bound (ε, δ) on what may be learned about one unit.
 *
 * @param epsilon finite, &gt; 0
 * @param delta in (0, 1); must lie under 1 / number of patients, which only the site can judge
 */
public record PrivacyBudget(double epsilon, double delta) {
  /** Refuses (exit 2) values outside the ranges above. */
  public PrivacyBudget {
    if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
      throw Refusal.usage(
          "epsilon must be a finite number above 0, got " + epsilon, "Give --epsilon, e.g. 3.");
    }
    if (!(delta > 0 && delta < 1)) {
      throw Refusal.usage(
          "delta must lie strictly between 0 and 1, got " + delta,
          "Give a delta below 1 / number of patients, e.g. 1e-5.");
    }
  }
}
