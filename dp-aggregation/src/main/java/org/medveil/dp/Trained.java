package org.medveil.dp;

import java.util.List;
import org.medveil.contracts.Refusal;

/** What a bundle's format can say of the one mechanism that made a release. */
record Trained(
    Mechanism mechanism,
    String sampler,
    double samplingRate,
    double noiseMultiplier,
    int steps,
    int bands) {
  /** Refuses (exit 77) a release of several mechanisms, or of one that is no training run. */
  static Trained of(Release<ModelDelta> release) {
    List<Mechanism> mechanisms = release.mechanisms();
    Mechanism only = mechanisms.size() == 1 ? mechanisms.get(0) : null;
    if (only instanceof SubsampledGaussian one) {
      return new Trained(
          one, BundleManifest.POISSON, one.samplingRate(), one.noiseMultiplier(), one.steps(), 0);
    }
    if (only instanceof ToeplitzGaussian one) {
      return new Trained(
          one,
          BundleManifest.SINGLE_PARTICIPATION,
          1,
          one.noiseMultiplier(),
          one.steps(),
          one.bands());
    }
    throw Refusal.policy(
        "A bundle's format has room for exactly one mechanism, that of a training run.",
        "Publish each run on its own.");
  }
}
