package org.medveil.dp;

import org.medveil.dp.accounting.PrivacyCurve;

/**
 * All pairs (ε, δ) that a composition of mechanisms guarantees at once: composed once, asked often.
 * Upper bounds throughout.
 */
public final class PrivacyProfile {
  private final PrivacyCurve curve;
  // Of ε absolutely, of δ relatively.
  private final double slack;

  PrivacyProfile(PrivacyCurve curve, double slack) {
    this.curve = curve;
    this.slack = slack;
  }

  /**
   * ε at δ.
   *
   * @param delta in (0, 1)
   * @return at least 0; infinite if no ε is enough
   */
  public double epsilon(double delta) {
    requireDelta(delta);
    double epsilon = curve.epsilon(delta * (1 - slack));
    return epsilon == 0 ? 0 : epsilon * (1 + ROUNDING) + slack;
  }

  /**
   * δ at ε. At 0 it is the largest membership advantage.
   *
   * @param epsilon finite, at least 0
   * @return in [0, 1]
   */
  public double delta(double epsilon) {
    if (!(epsilon >= 0 && epsilon <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("epsilon must be finite and at least 0");
    }
    double delta = curve.delta(Math.max(0, (epsilon - slack) / (1 + ROUNDING)));
    return Math.min(1, delta * (1 + ROUNDING + slack));
  }

  // Covers the floating-point error of grids and sums.
  static final double ROUNDING = 1e-9;

  static void requireDelta(double delta) {
    if (!(delta > 0 && delta < 1)) {
      throw new IllegalArgumentException("delta must lie in (0, 1)");
    }
  }
}
