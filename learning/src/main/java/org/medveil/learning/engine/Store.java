package org.medveil.learning.engine;

import java.util.Arrays;
import org.medveil.learning.Augmentation;
import org.medveil.learning.Cohort;

/**
 * The sampled patients that are computed together: their images are rows 0 … rows−1, patient after
 * patient.
 */
final class Store {
  private final Cohort cohort;
  private final int[] patients;
  private final int[] firstRow;
  private final int[] patientOfRow;
  private final int[] image;
  private final Batch batch;
  private final int skipped;

  private Store(Batch batch, int[] patients, int[] firstRow, int[] image, int skipped) {
    this.cohort = batch.cohort();
    this.batch = batch;
    this.patients = patients;
    this.firstRow = firstRow;
    this.image = image;
    this.skipped = skipped;
    this.patientOfRow = new int[image.length];
    for (int p = 0; p < patients.length; p++) {
      Arrays.fill(patientOfRow, firstRow[p], firstRow[p + 1], p);
    }
  }

  /** All copies of all images of sampled[from … to). */
  static Store of(Batch batch, int from, int to) {
    int[] patients = Arrays.copyOfRange(batch.sampled(), from, to);
    int[] firstRow = new int[patients.length + 1];
    Cohort cohort = batch.cohort();
    for (int p = 0; p < patients.length; p++) {
      firstRow[p + 1] = firstRow[p] + cohort.images(patients[p]) * batch.copies();
    }
    int[] image = new int[firstRow[patients.length]];
    for (int p = 0; p < patients.length; p++) {
      for (int row = firstRow[p]; row < firstRow[p + 1]; row++) {
        image[row] = cohort.firstImage(patients[p]) + (row - firstRow[p]) / batch.copies();
      }
    }
    return new Store(batch, patients, firstRow, image, 0);
  }

  /** Rows first … last−1 of one patient alone, who has too many for one store. */
  static Store part(Batch batch, int index, int first, int last) {
    int patient = batch.sampled()[index];
    int[] image = new int[last - first];
    for (int row = 0; row < image.length; row++) {
      image[row] = batch.cohort().firstImage(patient) + (first + row) / batch.copies();
    }
    int[] bounds = {0, image.length};
    return new Store(batch, new int[] {patient}, bounds, image, first);
  }

  /** The cohort's images in the kernels' memory, or null. */
  Floats memory() {
    return batch.memory();
  }

  /** Row of the kernels' memory of a store's first image. */
  int firstImage() {
    return image[0];
  }

  Cohort cohort() {
    return cohort;
  }

  /** Whether the rows are images that stand one after the other in the cohort. */
  boolean consecutive() {
    return batch.copies() == 1 && image[image.length - 1] - image[0] == image.length - 1;
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

  Augmentation augmentation() {
    return batch.augmentation();
  }

  /** Seed of what is drawn for a row: follows from step, patient and place among the images. */
  long seed(int row) {
    int patient = patientOfRow[row];
    long place = skipped + row - firstRow[patient];
    return hash(patient) ^ (place + ((long) batch.step() << Integer.SIZE)) * 0x9E3779B97F4A7C15L;
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
}
