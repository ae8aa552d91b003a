package org.medveil.learning;

import java.io.Serializable;

/**
 * How a gradient engine works. All of it is public.
 *
 * @param buckets ranges of patients that are computed together, a power of two; the sum depends on
 *     it in its last bits, so it must be the same in all partitions of a step
 */
public record EngineSettings(int buckets) implements Serializable {
  /** Refuses what is no power of two. */
  public EngineSettings {
    if (buckets < 1 || Integer.bitCount(buckets) != 1) {
      throw new IllegalArgumentException("buckets are a power of two, got " + buckets);
    }
  }
}
