package org.medveil.dp;

import java.util.List;
import java.util.Optional;
import org.medveil.dp.accounting.GaussianCurve;
import org.medveil.dp.accounting.Normal;
import org.medveil.dp.accounting.PrivacyCurve;

/**
 * Gaussian differential privacy: telling neighbours apart is as hard as telling N(0, 1) from N(μ,
 * 1). Exact for Gaussian noise without sampling, where μ² adds up (Dong, Roth, Su 2022).
 *
 * @param mu finite, &gt; 0
 */
public record GaussianDp(double mu) {
  /** Rejects a μ outside the range above. */
  public GaussianDp {
    if (!(mu > 0 && mu <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("mu must be a finite number above 0, got " + mu);
    }
  }

  /**
   * The guarantee of mechanisms that are all unsampled Gaussians: μ = √Σ steps/σ² under add/remove,
   * twice that under replace.
   *
   * @return nothing if there is any other mechanism or none at all
   */
  public static Optional<GaussianDp> of(List<Mechanism> composed, NeighbourRelation relation) {
    double square = 0;
    for (Mechanism any : composed) {
      Mechanism mechanism = any instanceof ToeplitzGaussian run ? run.asOneRelease() : any;
      if (!(mechanism instanceof SubsampledGaussian one) || one.samplingRate() != 1) {
        return Optional.empty();
      }
      square += one.steps() / (one.noiseMultiplier() * one.noiseMultiplier());
    }
    double mu = Math.sqrt(square) * (relation == NeighbourRelation.REPLACE ? 2 : 1);
    return mu > 0 && mu <= Double.MAX_VALUE ? Optional.of(new GaussianDp(mu)) : Optional.empty();
  }

  /**
   * δ(ε) = Φ(μ/2 − ε/μ) − e^ε·Φ(−μ/2 − ε/μ).
   *
   * @param epsilon finite, at least 0
   */
  public double delta(double epsilon) {
    return curve().delta(epsilon);
  }

  /**
   * The smallest ε for δ.
   *
   * @param delta in (0, 1)
   */
  public double epsilon(double delta) {
    PrivacyProfile.requireDelta(delta);
    return curve().epsilon(delta);
  }

  /**
   * The highest true positive rate of any attack at a false positive rate: Φ(Φ⁻¹(rate) + μ).
   *
   * @param falsePositiveRate in [0, 1]
   */
  public double largestTruePositiveRate(double falsePositiveRate) {
    TradeOff.requireRate(falsePositiveRate);
    return Normal.cumulative(Normal.quantile(falsePositiveRate) + mu);
  }

  PrivacyCurve curve() {
    return new GaussianCurve(mu);
  }
}
