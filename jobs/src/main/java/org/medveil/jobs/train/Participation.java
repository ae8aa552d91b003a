package org.medveil.jobs.train;

import java.io.Serializable;
import org.medveil.learning.Cohort;

/**
 * Who is in which step. Travels to the executors; depends on the run's secret, the step and the
 * patients alone, so that a task that runs twice adds the same patients.
 */
interface Participation extends Serializable {
  /** Indices of the step's patients, ascending. */
  int[] sampled(int step, Cohort cohort);
}
