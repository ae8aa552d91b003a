package org.medveil.jobs.train;

import java.util.stream.IntStream;
import org.medveil.dp.PoissonDraw;
import org.medveil.dp.SamplingPlan;
import org.medveil.learning.Cohort;

/** Every patient in every step by a coin of its own. Its secret stays out of logs. */
final class PoissonParticipation implements Participation {
  private static final long serialVersionUID = 1L;

  private final SamplingPlan plan;
  private final byte[] runSecret;

  PoissonParticipation(SamplingPlan plan, byte[] runSecret) {
    this.plan = plan;
    this.runSecret = runSecret.clone();
  }

  @Override
  public int[] sampled(int step, Cohort cohort) {
    PoissonDraw draw = plan.draw(runSecret, step);
    return IntStream.range(0, cohort.size())
        .filter(patient -> draw.includes(cohort.subjectKey(patient)))
        .toArray();
  }

  /** Says nothing about the secret. */
  @Override
  public String toString() {
    return "PoissonParticipation";
  }
}
