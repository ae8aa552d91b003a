package org.medveil.dp;

import org.medveil.contracts.Refusal;

/**
 * One training run that was paid for: every noisy sum it hands out is counted, it hands out no more
 * than the plan says, and only a run that did exactly what its reservation says may release a
 * model. Lives at the driver; not serialisable.
 */
public sealed interface PaidRun permits PrivateTraining, PrivateFollowTheLeader {
  /** Steps handed out so far. */
  int stepsDone();

  /**
   * The next noisy sum of clipped contributions, in units of the contributions. Divide it by a
   * public constant, never by the number of patients that took part.
   *
   * @param sum {@link GridGaussian#dimension()} entries in grid units; all zero for an empty batch
   * @throws Refusal exit 90 once all steps of the plan are spent
   */
  Release<float[]> step(long[] sum);

  /**
   * Declares the run's result, a function of the noisy sums and of public values only.
   *
   * @throws Refusal exit 77 unless exactly the planned number of steps was done
   */
  Release<ModelDelta> finish(ModelDelta delta);

  /**
   * The same run, continued from a checkpoint after {@code done} finished steps, with fresh noise
   * for the rest.
   *
   * @throws Refusal exit 65 if the plan has fewer steps; exit 77 if the run's noise cannot be
   *     continued
   */
  PaidRun resumedAfter(int done);
}
