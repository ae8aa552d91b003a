package org.medveil.audits.privacy;

import org.medveil.contracts.Refusal;
import org.medveil.dp.SamplingPlan;
import org.medveil.learning.OptimizerSettings;

/**
 * The run under audit: public settings, as a site's policy fixes them.
 *
 * @param plan sampling and steps
 * @param noiseMultiplier of the claim
 * @param clippingNorm C
 * @param expectedBatch the public denominator
 */
public record Training(
    SamplingPlan plan, double noiseMultiplier, double clippingNorm, int expectedBatch) {
  /** Refuses (exit 2) settings that no trainer takes. */
  public Training {
    if (!(clippingNorm > 0) || expectedBatch < 1) {
      throw Refusal.usage(
          "The clipping norm and the expected batch are positive.", "Take those of the campaign.");
    }
  }

  /**
   * Plain steps so small that the model hardly moves and a canary's gradient stays what it was.
   * Step size is post-processing: it costs and saves no privacy.
   *
   * @param move how far a parameter may drift in the run
   */
  OptimizerSettings optimizer(double move) {
    double sum = clippingNorm * (plan.steps() + 6 * noiseMultiplier * Math.sqrt(plan.steps()));
    return new OptimizerSettings("sgd", move * expectedBatch / sum, 0, "none");
  }
}
