package org.medveil.learning.engine;

import org.medveil.learning.Augmentation;
import org.medveil.learning.Cohort;

/**
 * Who is in a step, of one partition.
 *
 * @param cohort the partition's patients, in the order of their hashes
 * @param sampled indices into it, ascending
 * @param augmentation copies of each image
 * @param memory the cohort's images in the kernels' memory, or null
 * @param step the step's number; what is drawn for it (dropout, augmentation) follows from it
 */
record Batch(Cohort cohort, int[] sampled, int step, Augmentation augmentation, Floats memory) {
  Batch in(Floats images) {
    return new Batch(cohort, sampled, step, augmentation, images);
  }

  int copies() {
    return augmentation.copies();
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
