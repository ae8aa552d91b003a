package org.medveil.learning.engine;

import java.util.Arrays;
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
  private final int step;
  private final int skipped;

  private Store(Batch batch, int[] patients, int[] firstRow, int[] image, int skipped) {
    this.cohort = batch.cohort();
    this.step = batch.step();
    this.patients = patients;
    this.firstRow = firstRow;
    this.image = image;
    this.skipped = skipped;
    this.patientOfRow = new int[image.length];
    for (int p = 0; p < patients.length; p++) {
      Arrays.fill(patientOfRow, firstRow[p], firstRow[p + 1], p);
    }
  }

  /** All images of sampled[from … to). */
  static Store of(Batch batch, int from, int to) {
    int[] patients = Arrays.copyOfRange(batch.sampled(), from, to);
    int[] firstRow = new int[patients.length + 1];
    Cohort cohort = batch.cohort();
    for (int p = 0; p < patients.length; p++) {
      firstRow[p + 1] = firstRow[p] + cohort.images(patients[p]);
    }
    int[] image = new int[firstRow[patients.length]];
    for (int p = 0; p < patients.length; p++) {
      for (int row = firstRow[p]; row < firstRow[p + 1]; row++) {
        image[row] = cohort.firstImage(patients[p]) + (row - firstRow[p]);
      }
    }
    return new Store(batch, patients, firstRow, image, 0);
  }

  /** Rows first … last−1 of one patient alone, who has too many for one store. */
  static Store part(Batch batch, int index, int first, int last) {
    int patient = batch.sampled()[index];
    int[] image = new int[last - first];
    for (int row = 0; row < image.length; row++) {
      image[row] = batch.cohort().firstImage(patient) + first + row;
    }
    int[] bounds = {0, image.length};
    return new Store(batch, new int[] {patient}, bounds, image, first);
  }

  Cohort cohort() {
    return cohort;
  }

  /** Seed of what is drawn for a row: follows from step, patient and place among the images. */
  long seed(int row) {
    int patient = patientOfRow[row];
    long place = skipped + row - firstRow[patient];
    return hash(patient) ^ (place + ((long) step << Integer.SIZE)) * 0x9E3779B97F4A7C15L;
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
