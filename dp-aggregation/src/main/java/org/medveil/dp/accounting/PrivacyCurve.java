package org.medveil.dp.accounting;

/** A privacy profile: δ as a falling function of ε, and its inverse. */
public interface PrivacyCurve {
  /**
   * δ at ε.
   *
   * @param epsilon at least 0
   * @return in [0, 1]
   */
  double delta(double epsilon);

  /**
   * The smallest ε ≥ 0 at which the curve is at most δ.
   *
   * @param delta in (0, 1)
   * @return infinite if the curve never falls that low
   */
  double epsilon(double delta);

  /** Of several curves the highest at each ε: one for each direction of a neighbour relation. */
  static PrivacyCurve highestOf(PrivacyCurve one, PrivacyCurve other) {
    return new PrivacyCurve() {
      @Override
      public double delta(double epsilon) {
        return Math.max(one.delta(epsilon), other.delta(epsilon));
      }

      @Override
      public double epsilon(double delta) {
        return Math.max(one.epsilon(delta), other.epsilon(delta));
      }
    };
  }
}
