package org.medveil.learning.engine;

import org.medveil.learning.Cohort;

/**
 * Who is in a step, of one partition.
 *
 * @param cohort the partition's patients, in the order of their hashes
 * @param sampled indices into it, ascending
 * @param step the step's number; what is drawn for it (dropout, augmentation) follows from it
 */
record Batch(Cohort cohort, int[] sampled, int step) {
  /** Rows of a sampled patient before augmentation. */
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
