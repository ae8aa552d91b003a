package org.medveil.learning;

import java.io.Serializable;
import org.medveil.contracts.Refusal;

/**
 * How a gradient engine works. All of it is public.
 *
 * @param buckets ranges of patients' hashes that are never cut by a partition, a power of two; the
 *     sum depends on it in its last bits, so it must be the same in all partitions of a step
 * @param clipping how a patient is clipped
 * @param augmentation copies of each image, averaged before the clip
 * @param microBatch most images that go through the network at once, 0 for what fits the caches;
 *     changes memory and speed, not one bit of the result
 */
public record EngineSettings(
    int buckets, ClippingRule clipping, Augmentation augmentation, int microBatch)
    implements Serializable {
  // Few enough patients a bucket that most buckets are one block of the engine.
  private static final int PATIENTS_PER_BUCKET = 64;

  /** Refuses numbers outside the ranges above. */
  public EngineSettings {
    if (buckets < 1 || Integer.bitCount(buckets) != 1) {
      throw new IllegalArgumentException("buckets are a power of two, got " + buckets);
    }
    if (microBatch < 0) {
      throw Refusal.usage("the micro-batch is negative", "0 lets the engine choose");
    }
  }

  /** Images as they are, without copies. */
  public EngineSettings(int buckets, ClippingRule clipping, int microBatch) {
    this(buckets, clipping, Augmentation.NONE, microBatch);
  }

  /** The same with another clipping rule. */
  public EngineSettings with(ClippingRule rule) {
    return new EngineSettings(buckets, rule, augmentation, microBatch);
  }

  /** The same with copies of the images. */
  public EngineSettings with(Augmentation copies) {
    return new EngineSettings(buckets, clipping, copies, microBatch);
  }

  /** The same with another micro-batch. */
  public EngineSettings withMicroBatch(int rows) {
    return new EngineSettings(buckets, clipping, augmentation, rows);
  }

  /** Flat clipping, no copies, and buckets for a public expected batch, in patients. */
  public static EngineSettings forBatch(int expectedBatch) {
    int most = Math.max(1, expectedBatch / PATIENTS_PER_BUCKET);
    return new EngineSettings(
        Integer.highestOneBit(most), new ClippingRule.Flat(), Augmentation.NONE, 0);
  }
}
