package org.medveil.jobs.train;

import java.io.Serializable;
import org.medveil.contracts.Refusal;
import org.medveil.dp.SamplingPlan;
import org.medveil.learning.OptimizerSettings;

/**
 * The public settings of a training campaign, the same at every site and fixed before the first
 * round.
 *
 * @param rounds federated rounds that share the budget
 * @param sampling Poisson sampling rate and local steps of one round
 * @param clippingNorm L2 bound of one patient's contribution
 * @param expectedBatch the public constant the noisy sum is divided by, in patients; never a
 *     realised size
 * @param optimizer what is done with the noised mean gradient
 */
public record TrainingPlan(
    int rounds,
    SamplingPlan sampling,
    double clippingNorm,
    int expectedBatch,
    OptimizerSettings optimizer)
    implements Serializable {
  public TrainingPlan {
    if (rounds < 1) {
      throw Refusal.usage("rounds must be at least 1, got " + rounds, "");
    }
    if (!(clippingNorm > 0) || Double.isInfinite(clippingNorm)) {
      throw Refusal.usage("clipping norm must be positive, got " + clippingNorm, "");
    }
    if (expectedBatch < 1) {
      throw Refusal.usage("expected batch must be at least 1, got " + expectedBatch, "");
    }
  }

  /** Noisy steps of the whole campaign: what σ is calibrated for. */
  int campaignSteps() {
    return Math.multiplyExact(rounds, sampling.steps());
  }
}
