package org.medveil.jobs.train;

import java.io.Serializable;
import java.security.SecureRandom;
import org.medveil.dp.Participation;
import org.medveil.dp.SamplingPlan;
import org.medveil.dp.SingleParticipation;
import org.medveil.learning.Cohort;

/**
 * Who is in which step. Travels to the executors; depends on the plan, the run's secret, the step
 * and the patients alone, so that a task that runs twice adds the same patients.
 */
interface StepPatients extends Serializable {
  /** Indices of the step's patients, ascending. */
  int[] sampled(int step, Cohort cohort);

  /**
   * As the plan says.
   *
   * @param buckets a power of two, the same that the patients are partitioned by
   */
  static StepPatients of(Participation plan, int buckets) {
    if (plan instanceof SamplingPlan sampling) {
      return new PoissonPatients(sampling, buckets, runSecret());
    }
    return new PatientsOnce((SingleParticipation) plan);
  }

  /** Fresh for every run, a resumed one too: it is kept nowhere. */
  private static byte[] runSecret() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return secret;
  }
}
