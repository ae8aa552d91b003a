package org.medveil.jobs.train;

import java.util.stream.IntStream;
import org.medveil.dp.SingleParticipation;
import org.medveil.learning.Cohort;

/**
 * Every patient in one step, by a public hash.
 *
 * @param plan steps, and which one is whose
 */
record PatientsOnce(SingleParticipation plan) implements StepPatients {
  @Override
  public int[] sampled(int step, Cohort cohort) {
    return IntStream.range(0, cohort.size())
        .filter(patient -> plan.step(cohort.hash(patient)) == step)
        .toArray();
  }
}
