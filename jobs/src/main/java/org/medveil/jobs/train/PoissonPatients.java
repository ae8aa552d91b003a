package org.medveil.jobs.train;

import java.util.stream.IntStream;
import org.medveil.dp.PoissonDraw;
import org.medveil.dp.SamplingPlan;
import org.medveil.learning.Cohort;

/**
 * Every patient in every step by a coin of its own, drawn bucket by bucket: a bucket lies wholly in
 * one partition, so its number is a stream that no other list of the step has. Its secret stays out
 * of logs.
 */
final class PoissonPatients implements StepPatients {
  private static final long serialVersionUID = 1L;

  private final SamplingPlan plan;
  private final int buckets;
  private final byte[] runSecret;

  /**
   * @param plan rate and steps
   * @param buckets a power of two, the same that the patients are partitioned by
   * @param runSecret at least 16 bytes, of this run only
   */
  PoissonPatients(SamplingPlan plan, int buckets, byte[] runSecret) {
    this.plan = plan;
    this.buckets = buckets;
    this.runSecret = runSecret.clone();
  }

  @Override
  public int[] sampled(int step, Cohort cohort) {
    PoissonDraw draw = plan.draw(runSecret, step);
    IntStream.Builder all = IntStream.builder();
    for (int from = 0; from < cohort.size(); ) {
      int bucket = Cohort.bucket(cohort.hash(from), buckets);
      int end = from + 1;
      while (end < cohort.size() && Cohort.bucket(cohort.hash(end), buckets) == bucket) {
        end++;
      }
      for (int patient : draw.sample(bucket, end - from)) {
        all.add(from + patient);
      }
      from = end;
    }
    return all.build().toArray();
  }

  /** Says nothing about the secret. */
  @Override
  public String toString() {
    return "PoissonPatients";
  }
}
