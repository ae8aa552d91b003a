package org.medveil.dp;

import java.util.List;
import java.util.Optional;
import org.medveil.dp.accounting.ComposedLoss;
import org.medveil.dp.accounting.PrivacyCurve;
import org.medveil.dp.accounting.Repeated;

/**
 * Accounting by privacy loss distributions: the loss of every mechanism on one grid, composed by
 * FFT, rounded against the claim by connecting the dots (Doroshenko et al. 2022). At most about
 * 0.05 % above the truth, never below it; {@link #bracket} proves how near. Compositions of
 * unsampled Gaussians alone are exact.
 *
 * <p>Where a mechanism lies outside the numeric range (noise multiplier under 0.05, discrete noise
 * of huge scale) the whole composition falls back to {@link RdpAccountant}, an upper bound too.
 */
public final class PldAccountant implements Accountant {
  /**
   * {@link SubsampledGaussian} and {@link ToeplitzGaussian} are accounted as continuous noise; the
   * grid's is discrete, which moves ε by far less than this, and δ by less than this share of it:
   * {@code docs/privacy/grid-gaussian.md}.
   */
  static final double GRID_NOISE_SLACK = 1e-8;

  private static final double TOLERANCE = 2e-4;
  private static final int HALVINGS = 4;
  private static final double BRACKET = 1e-3;
  private static final double PROFILE_DELTA = 1e-6;
  // Shares of δ that truncation may add.
  private static final double POINT = 1e-6;
  private static final double PROFILE = 1e-9;

  private final NeighbourRelation relation;

  /** For neighbours that differ by one unit more or less. */
  public PldAccountant() {
    this(NeighbourRelation.ADD_REMOVE);
  }

  /** For neighbours as the relation says. */
  public PldAccountant(NeighbourRelation relation) {
    this.relation = relation;
  }

  @Override
  public String name() {
    return "pld";
  }

  @Override
  public double epsilon(List<Mechanism> composed, double delta) {
    PrivacyProfile.requireDelta(delta);
    return profile(composed, delta, POINT).epsilon(delta);
  }

  /**
   * ε from both sides, within 0.1 % of each other where the grid can be made that fine.
   *
   * @param composed any number of mechanisms; none costs nothing
   * @param delta in (0, 1)
   */
  public EpsilonBracket bracket(List<Mechanism> composed, double delta) {
    PrivacyProfile.requireDelta(delta);
    double slack = slack(composed);
    Optional<PrivacyCurve> exact = exact(composed);
    if (exact.isPresent()) {
      double epsilon = exact.get().epsilon(delta);
      return new EpsilonBracket(
          Math.max(0, epsilon * (1 - PrivacyProfile.ROUNDING) - slack),
          new PrivacyProfile(exact.get(), slack).epsilon(delta));
    }
    Optional<List<Repeated>> parts = LossPairs.of(WideNoise.asContinuous(composed), relation);
    if (parts.isEmpty()) {
      return new EpsilonBracket(0, epsilon(composed, delta));
    }
    ComposedLoss loss = ComposedLoss.of(parts.get(), delta, POINT, TOLERANCE);
    for (int halvings = 0; ; halvings++) {
      double above = loss.pessimistic().epsilon(delta * (1 - slack));
      double below = loss.optimistic().epsilon(delta);
      if (above - below <= BRACKET * below || above < 1e-9 || halvings == HALVINGS) {
        double pessimistic = above == 0 ? 0 : above * (1 + PrivacyProfile.ROUNDING);
        return new EpsilonBracket(
            Math.max(0, Math.min(above, below * (1 - PrivacyProfile.ROUNDING)) - slack),
            pessimistic == 0 ? 0 : pessimistic + slack);
      }
      loss = loss.finer();
    }
  }

  /**
   * δ at ε, an upper bound.
   *
   * @param epsilon finite, at least 0
   */
  public double delta(List<Mechanism> composed, double epsilon) {
    return profile(composed).delta(epsilon);
  }

  /** The whole profile, upper bounds; tightest around δ = 1e-6. */
  public PrivacyProfile profile(List<Mechanism> composed) {
    return profile(composed, PROFILE_DELTA, PROFILE);
  }

  private PrivacyProfile profile(List<Mechanism> composed, double delta, double loss) {
    PrivacyCurve curve =
        exact(composed)
            .orElseGet(
                () ->
                    LossPairs.of(WideNoise.asContinuous(composed), relation)
                        .map(parts -> ComposedLoss.of(parts, delta, loss, TOLERANCE))
                        .map(ComposedLoss::pessimistic)
                        .orElseGet(() -> new RdpAccountant(relation).curve(composed)));
    return new PrivacyProfile(curve, slack(composed));
  }

  private Optional<PrivacyCurve> exact(List<Mechanism> composed) {
    return composed.isEmpty()
        ? Optional.of(new RenyiCurve(List.of(), 0))
        : GaussianDp.of(WideNoise.asContinuous(composed), relation).map(GaussianDp::curve);
  }

  private static double slack(List<Mechanism> composed) {
    boolean gaussian =
        composed.stream()
            .anyMatch(one -> one instanceof SubsampledGaussian || one instanceof ToeplitzGaussian);
    return (gaussian ? GRID_NOISE_SLACK : 0) + WideNoise.slack(composed);
  }
}
