package org.medveil.learning.engine;

import java.util.Arrays;
import java.util.List;
import org.medveil.learning.Augmentation;
import org.medveil.learning.Cohort;

/**
 * The sampled patients that are computed together: their images are rows 0 … rows−1, patient after
 * patient.
 */
final class Store {
  // Odd, and not the step of SplittableRandom, with which masks would be shifts of each other.
  private static final long SPREAD = 0xD1342543DE82EF95L;

  private final Cohort cohort;
  private final int[] patients;
  private final int[] firstRow;
  private final int[] patientOfRow;
  private final int[] image;
  private final Batch batch;
  private final int skipped;
  private final List<Trained.Block> blocks;

  private Store(Batch batch, List<Trained.Block> blocks, Images images) {
    int from = blocks.get(0).from();
    this.cohort = batch.cohort();
    this.batch = batch;
    this.patients = Arrays.copyOfRange(batch.sampled(), from, blocks.get(blocks.size() - 1).to());
    this.blocks =
        blocks.stream().map(b -> new Trained.Block(b.from() - from, b.to() - from)).toList();
    this.firstRow = new int[patients.length + 1];
    for (int p = 0; p < patients.length; p++) {
      firstRow[p + 1] =
          firstRow[p]
              + Math.min(images.most, cohort.images(patients[p]) * batch.copies() - images.first);
    }
    this.skipped = images.first;
    this.image = new int[firstRow[patients.length]];
    this.patientOfRow = new int[image.length];
    for (int p = 0; p < patients.length; p++) {
      for (int row = firstRow[p]; row < firstRow[p + 1]; row++) {
        patientOfRow[row] = p;
        image[row] =
            cohort.firstImage(patients[p]) + (skipped + row - firstRow[p]) / batch.copies();
      }
    }
  }

  /** Which of each patient's images: at most so many, from the first that is meant. */
  private record Images(int first, int most) {}

  /**
   * All images of some patients.
   *
   * @param blocks of the batch's patients, next to each other
   */
  static Store of(Batch batch, List<Trained.Block> blocks) {
    return new Store(batch, blocks, new Images(0, Integer.MAX_VALUE));
  }

  /** At most so many images of one patient of the batch, from one of them on. */
  static Store part(Batch batch, int index, int first, int most) {
    return new Store(batch, List.of(new Trained.Block(index, index + 1)), new Images(first, most));
  }

  /** Who may be summed in floats, as far as the number of rows decides it. */
  List<Trained.Block> blocks() {
    return blocks;
  }

  /** The cohort's images in the kernels' memory, or null. */
  Floats memory() {
    return batch.memory();
  }

  /** The first row's image, by its place in the cohort. */
  int firstImage() {
    return image[0];
  }

  /** Whether the rows are images that stand one after the other in the cohort. */
  boolean consecutive() {
    return batch.copies() == 1 && image[image.length - 1] - image[0] == image.length - 1;
  }

  Augmentation augmentation() {
    return batch.augmentation();
  }

  /** Which copy of its image a row is. */
  int copy(int row) {
    return (skipped + row - firstRow[patientOfRow[row]]) % batch.copies();
  }

  /** Seed of the copies of a row's image. */
  long copySeed(int row) {
    int patient = patientOfRow[row];
    int place = (skipped + row - firstRow[patient]) / batch.copies();
    return Augmentation.seed(batch.step(), hash(patient), place);
  }

  Cohort cohort() {
    return cohort;
  }

  /** Seed of what is drawn for a row: follows from step, patient and place among the images. */
  long seed(int row) {
    int patient = patientOfRow[row];
    long place = skipped + row - firstRow[patient];
    return hash(patient) ^ (place + ((long) batch.step() << Integer.SIZE)) * SPREAD;
  }

  int patients() {
    return patients.length;
  }

  int rows() {
    return image.length;
  }

  int firstRow(int patient) {
    return firstRow[patient];
  }

  int rows(int patient) {
    return firstRow[patient + 1] - firstRow[patient];
  }

  int rows(Trained.Block block) {
    return firstRow[block.to()] - firstRow[block.from()];
  }

  int patientOfRow(int row) {
    return patientOfRow[row];
  }

  long hash(int patient) {
    return cohort.hash(patients[patient]);
  }

  /** The image behind a row, by its place in the cohort. */
  int image(int row) {
    return image[row];
  }

  int label(int row) {
    return cohort.labels()[image[row]];
  }

  /** Multiplies each row with its patient's factor. */
  void weigh(float[] values, int width, float[] factors) {
    for (int row = 0; row < rows(); row++) {
      times(values, row * width, (row + 1) * width, factors[patientOfRow[row]]);
    }
  }

  private static void times(float[] values, int from, int to, float factor) {
    for (int i = from; i < to; i++) {
      values[i] *= factor;
    }
  }
}
