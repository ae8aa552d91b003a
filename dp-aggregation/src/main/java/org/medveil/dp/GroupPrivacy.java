package org.medveil.dp;

/**
 * What a guarantee for one unit says about k of them at once: from the patient to a family of k,
 * from the image to a patient with at most k images. Rigorous and wasteful: noise made for the
 * larger unit from the start costs less.
 */
public final class GroupPrivacy {
  private GroupPrivacy() {}

  /**
   * (k·ε, δ·(e^(kε) − 1)/(e^ε − 1)): along a chain of k neighbours each step multiplies by e^ε and
   * adds δ (Vadhan 2017, Lemma 2.2).
   *
   * @param one guarantee for one unit
   * @param units k, at least 1
   * @return δ may be 1: then nothing is promised
   */
  public static Bound of(PrivacyBudget one, int units) {
    requireUnits(units);
    double growth = Math.expm1(units * one.epsilon()) / Math.expm1(one.epsilon());
    double delta = Double.isNaN(growth) ? 1 : Math.min(1, one.delta() * growth);
    return new Bound(units * one.epsilon(), delta);
  }

  /** Exact for Gaussian differential privacy: k·μ (Dong, Roth, Su 2022, Theorem 6). */
  public static GaussianDp of(GaussianDp one, int units) {
    requireUnits(units);
    return new GaussianDp(units * one.mu());
  }

  /**
   * The ε of k units at the δ wanted for them, by the best point of a profile of one unit: the
   * least k·ε with δ(ε)·(e^(kε) − 1)/(e^ε − 1) ≤ δ.
   *
   * @param profile of one unit
   * @param delta for the group, in (0, 1)
   * @return infinite if no point of the profile is good enough
   */
  public static double epsilon(PrivacyProfile profile, int units, double delta) {
    requireUnits(units);
    PrivacyProfile.requireDelta(delta);
    double low = 0;
    double high = profile.epsilon(delta);
    for (int doubling = 0; excess(profile, units, high) > delta; doubling++) {
      if (doubling == DOUBLINGS || high > Double.MAX_VALUE) {
        return Double.POSITIVE_INFINITY;
      }
      low = high;
      high = high == 0 ? Double.MIN_NORMAL : 2 * high;
    }
    for (int round = 0; round < ROUNDS; round++) {
      double middle = (low + high) / 2;
      if (excess(profile, units, middle) > delta) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return units * high;
  }

  /**
   * What is promised to a group.
   *
   * @param epsilon at least 0
   * @param delta in [0, 1]; 1 promises nothing
   */
  public record Bound(double epsilon, double delta) {}

  private static final int DOUBLINGS = 20;
  private static final int ROUNDS = 60;

  private static double excess(PrivacyProfile profile, int units, double epsilon) {
    if (epsilon == 0) {
      return units * profile.delta(0);
    }
    double delta = profile.delta(epsilon);
    return delta == 0 ? 0 : delta * Math.expm1(units * epsilon) / Math.expm1(epsilon);
  }

  private static void requireUnits(int units) {
    if (units < 1) {
      throw new IllegalArgumentException("a group has at least one unit");
    }
  }
}
