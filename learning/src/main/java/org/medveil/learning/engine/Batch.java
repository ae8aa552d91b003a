package org.medveil.learning.engine;

import java.util.Arrays;
import org.medveil.learning.Cohort;

/**
 * Who is in a step, of one partition.
 *
 * @param cohort the partition's patients, in the order of their hashes
 * @param sampled indices into it, ascending
 * @param step the step's number; what is drawn for it (dropout, augmentation) follows from it
 */
record Batch(Cohort cohort, int[] sampled, int step) {
  Batch {
    for (int i = 1; i < sampled.length; i++) {
      if (sampled[i] <= sampled[i - 1]) {
        throw new IllegalArgumentException("sampled patients must ascend, each at most once");
      }
    }
  }

  /** Those patients who have no more rows than so many, or those who have more. */
  Batch where(int rows, boolean more) {
    int[] some = Arrays.stream(sampled).filter(p -> cohort.images(p) > rows == more).toArray();
    return new Batch(cohort, some, step);
  }

  /** Rows of a sampled patient. */
  int images(int index) {
    return cohort.images(sampled[index]);
  }

  long hash(int index) {
    return cohort.hash(sampled[index]);
  }

  /** Rows of sampled patients from … to−1. */
  int rows(int from, int to) {
    int rows = 0;
    for (int i = from; i < to; i++) {
      rows += images(i);
    }
    return rows;
  }
}
