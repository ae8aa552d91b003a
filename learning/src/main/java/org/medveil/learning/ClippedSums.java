package org.medveil.learning;

/**
 * The clipped sum of one step over the patients of a partition, in grid units. Integers, so the
 * result does not depend on the order of patients or partitions, bit for bit, as long as a bucket
 * of patients lies wholly in one partition. Keeps buffers: one thread at a time, one per task slot.
 */
public interface ClippedSums extends AutoCloseable {
  /**
   * Adds the clipped mean gradients of the sampled patients. Patients whose gradient is not finite
   * add nothing.
   *
   * @param point the model's parameters and the step
   * @param cohort the partition's patients
   * @param sampled indices into the cohort, ascending, each at most once
   * @param sum one entry per trainable parameter, in grid units; changed in place
   * @throws org.medveil.contracts.Refusal exit 65 if a vector or label does not suit the model
   */
  void add(StepPoint point, Cohort cohort, int[] sampled, long[] sum);

  /** Gives the buffers back. */
  @Override
  void close();
}
