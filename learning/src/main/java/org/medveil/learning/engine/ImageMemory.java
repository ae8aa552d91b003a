package org.medveil.learning.engine;

import java.util.IdentityHashMap;
import java.util.Map;
import org.medveil.learning.Cohort;

/**
 * Cohorts' images in the kernels' memory. Where every patient is in every step they are copied once
 * and not in each step.
 */
final class ImageMemory {
  private static final long MOST_FLOATS = 1L << 25;
  // The kernels read whole tiles of rows; what they make of the last ones is dropped.
  private static final int SPARE_ROWS = 256;

  private final DpKernels kernels;
  private final Map<Cohort, Floats> kept = new IdentityHashMap<>();
  private long floats;

  ImageMemory(DpKernels kernels) {
    this.kernels = kernels;
  }

  /** Where a cohort's images are, one after the other, or null: they are copied row by row. */
  Floats of(Batch batch) {
    Cohort cohort = batch.cohort();
    if (batch.copies() > 1 || batch.sampled().length < cohort.size()) {
      return null;
    }
    return kept.computeIfAbsent(cohort, this::copied);
  }

  private Floats copied(Cohort cohort) {
    long needed = (long) cohort.features().length + (long) SPARE_ROWS * cohort.width();
    if (floats + needed > MOST_FLOATS) {
      return null;
    }
    floats += needed;
    Floats memory = kernels.allocate(needed);
    memory.put(0, cohort.features(), 0, cohort.features().length);
    return memory;
  }
}
