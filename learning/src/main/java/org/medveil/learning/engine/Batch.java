package org.medveil.learning.engine;

import java.util.Arrays;
import org.medveil.learning.Augmentation;
import org.medveil.learning.Cohort;

/**
 * Who is in a step, of one partition.
 *
 * @param cohort the partition's patients, in the order of their hashes
 * @param sampled indices into it, ascending
 * @param step the step's number; what is drawn for it (dropout, augmentation) follows from it
 * @param augmentation copies of each image; a row is one copy
 * @param memory the cohort's images in the kernels' memory, or null
 */
record Batch(Cohort cohort, int[] sampled, int step, Augmentation augmentation, Floats memory) {
  Batch {
    for (int i = 1; i < sampled.length; i++) {
      if (sampled[i] <= sampled[i - 1]) {
        throw new IllegalArgumentException("sampled patients must ascend, each at most once");
      }
    }
  }

  int copies() {
    return augmentation.copies();
  }

  /** The same with its images in the kernels' memory, or not. */
  Batch in(Floats images) {
    return new Batch(cohort, sampled, step, augmentation, images);
  }

  /** Those patients who have no more rows than so many, or those who have more. */
  Batch where(int rows, boolean more) {
    int[] some =
        Arrays.stream(sampled).filter(p -> cohort.images(p) * copies() > rows == more).toArray();
    return new Batch(cohort, some, step, augmentation, memory);
  }

  /** Rows of a sampled patient. */
  int rows(int index) {
    return cohort.images(sampled[index]) * copies();
  }

  long hash(int index) {
    return cohort.hash(sampled[index]);
  }

  /** Rows of sampled patients from … to−1. */
  int rows(int from, int to) {
    int rows = 0;
    for (int i = from; i < to; i++) {
      rows += rows(i);
    }
    return rows;
  }
}
