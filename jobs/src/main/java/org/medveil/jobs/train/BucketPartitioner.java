package org.medveil.jobs.train;

import org.apache.spark.Partitioner;
import org.medveil.learning.Cohort;

/** All patients of a bucket in one partition, buckets in order and spread evenly. */
final class BucketPartitioner extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final int buckets;
  private final int partitions;

  /**
   * @param buckets a power of two
   * @param slots task slots; no more partitions than that, nor than buckets
   */
  BucketPartitioner(int buckets, int slots) {
    this.buckets = buckets;
    this.partitions = Math.max(1, Math.min(buckets, slots));
  }

  @Override
  public int numPartitions() {
    return partitions;
  }

  @Override
  public int getPartition(Object subjectKey) {
    int bucket = Cohort.bucket(Cohort.hash((String) subjectKey), buckets);
    return (int) ((long) bucket * partitions / buckets);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BucketPartitioner that
        && buckets == that.buckets
        && partitions == that.partitions;
  }

  @Override
  public int hashCode() {
    return 31 * buckets + partitions;
  }
}
