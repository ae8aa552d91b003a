package org.medveil.jobs.train;

import org.medveil.dp.BundleManifest;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.NoiseCalibration;
import org.medveil.dp.Participation;
import org.medveil.dp.PldAccountant;
import org.medveil.dp.PrivacyBudget;
import org.medveil.dp.SamplingPlan;
import org.medveil.learning.ModelSpec;

/**
 * What every round of a campaign does: public settings, the same at every site and fixed before the
 * first round. Its text names every setting that changes the result, for the run's id is made of
 * it.
 */
sealed interface RoundPlan permits TrainingPlan, LeastSquaresPlan {
  /** Federated rounds that share the budget. */
  int rounds();

  /** How patients enter the steps of one round. */
  Participation participation();

  /** C as the bundle states it. */
  double clippingNorm();

  /** The largest clipping norm that is asked for; the site's limit bounds it. */
  double largestClippingNorm();

  /** As the bundle states it. */
  int expectedBatch();

  /** Clip, grid and noise of a round. */
  GridGaussian grid(double noiseMultiplier, ModelSpec model);

  /**
   * Refuses a model that this plan cannot train, before budget is spent on it.
   *
   * @throws org.medveil.contracts.Refusal exit 2
   */
  void requireSuits(ModelSpec model);

  /** The least noise with which all rounds together keep within the budget. */
  default double noiseMultiplier(PrivacyBudget budget) {
    return NoiseCalibration.noiseMultiplier(budget, participation(), rounds(), new PldAccountant());
  }

  /** The sampler in the words of a bundle. */
  default String sampler() {
    return participation() instanceof SamplingPlan
        ? BundleManifest.POISSON
        : BundleManifest.SINGLE_PARTICIPATION;
  }

  /** Whether a run that crashed can go on: correlated noise cannot, its past is kept nowhere. */
  default boolean resumable() {
    return participation() instanceof SamplingPlan;
  }
}
