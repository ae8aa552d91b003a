package org.medveil.audits.privacy;

import java.util.List;
import org.medveil.contracts.Refusal;
import org.medveil.dp.GaussianDp;
import org.medveil.dp.NeighbourRelation;
import org.medveil.dp.PldAccountant;
import org.medveil.dp.SubsampledGaussian;
import org.medveil.dp.TradeOff;
import org.medveil.dp.accounting.Normal;

/**
 * What a run is said to guarantee: unit patient, relation add/remove one, sampler Poisson. The
 * whole trade-off between errors follows from the mechanism, not only one pair (ε, δ).
 */
public final class Claim {
  private static final double WIDEST = 64;
  private static final int HALVINGS = 18;
  // The rough curve: from -REACH to REACH standard deviations.
  private static final int REACH = 6;
  private static final int PER_UNIT = 4;

  private final SubsampledGaussian mechanism;
  private final double delta;
  private final double epsilon;
  private final Bound bound;
  private final double[] rough;

  private interface Bound {
    double truePositives(double falsePositives);
  }

  /**
   * @param mechanism as the ledger has it
   * @param delta in (0, 1)
   */
  public Claim(SubsampledGaussian mechanism, double delta) {
    if (!(delta > 0 && delta < 1)) {
      throw Refusal.usage("A claim has a delta between 0 and 1.", "Give --delta, e.g. 1e-5.");
    }
    this.mechanism = mechanism;
    this.delta = delta;
    this.epsilon = new PldAccountant().epsilon(List.of(mechanism), delta);
    this.bound = bound(mechanism);
    this.rough = new double[2 * REACH * PER_UNIT + 1];
    for (int i = 0; i < rough.length; i++) {
      double rate = Normal.cumulative((double) i / PER_UNIT - REACH);
      rough[i] = Normal.quantile(Math.min(1 - 1e-15, bound.truePositives(rate)));
    }
  }

  /** Sampling rate, noise multiplier and steps. */
  public SubsampledGaussian mechanism() {
    return mechanism;
  }

  /** δ. */
  public double delta() {
    return delta;
  }

  /** ε at δ, an upper bound by the PLD accountant. */
  public double epsilon() {
    return epsilon;
  }

  /** The highest true positive rate that any attack can have if the claim is true. */
  public double largestTruePositiveRate(double falsePositiveRate) {
    return bound.truePositives(falsePositiveRate);
  }

  /** The same for choosing thresholds, both rates as quantiles of the normal; by a table. */
  double roughBound(double falsePositives) {
    double at = Math.min(Math.max(falsePositives + REACH, 0), 2 * REACH) * PER_UNIT;
    int below = Math.min((int) at, rough.length - 2);
    return rough[below] + (at - below) * (rough[below + 1] - rough[below]);
  }

  /** Whether rates like these are impossible if the claim is true. */
  public boolean refutedBy(ErrorBounds rates) {
    return rates.truePositives() > largestTruePositiveRate(rates.falsePositives());
  }

  /**
   * The lower bound of ε at the claim's δ, for a mechanism of the claim's kind: the same sampling
   * and steps with too little noise (Nasr et al. 2023). Without sampling that is Gaussian
   * differential privacy.
   *
   * @return at least 0; infinite when not even 1/64 of the noise allows such rates
   */
  public double epsilonLowerBound(ErrorBounds rates) {
    if (mechanism.samplingRate() == 1) {
      return rates.gaussianEpsilon(delta);
    }
    if (rates.truePositives() <= rates.falsePositives()) {
      return 0;
    }
    double little = mechanism.noiseMultiplier() / WIDEST;
    if (allowed(little, rates)) {
      double much = mechanism.noiseMultiplier() * WIDEST;
      for (int i = 0; i < HALVINGS; i++) {
        double middle = Math.sqrt(little * much);
        if (allowed(middle, rates)) {
          little = middle;
        } else {
          much = middle;
        }
      }
      return new PldAccountant().epsilon(List.of(withNoise(much)), delta);
    }
    return Double.POSITIVE_INFINITY;
  }

  private boolean allowed(double noise, ErrorBounds rates) {
    return bound(withNoise(noise)).truePositives(rates.falsePositives()) >= rates.truePositives();
  }

  private SubsampledGaussian withNoise(double noise) {
    return new SubsampledGaussian(mechanism.samplingRate(), noise, mechanism.steps());
  }

  private static Bound bound(SubsampledGaussian mechanism) {
    return GaussianDp.of(List.of(mechanism), NeighbourRelation.ADD_REMOVE)
        .<Bound>map(gaussian -> gaussian::largestTruePositiveRate)
        .orElseGet(
            () ->
                TradeOff.of(new PldAccountant().profile(List.of(mechanism)))
                    ::largestTruePositiveRate);
  }
}
