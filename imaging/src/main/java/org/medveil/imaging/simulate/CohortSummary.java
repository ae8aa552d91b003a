package org.medveil.imaging.simulate;

/**
 * What was written.
 *
 * @param patients over all hospitals and the holdout set
 * @param eyes two per patient, each with one label
 * @param positiveEyes eyes whose lesion grows by more than 2 mm² within two years
 * @param images DICOM files
 * @param burnedIn files with text drawn into the pixels
 */
public record CohortSummary(int patients, int eyes, int positiveEyes, int images, int burnedIn) {

  /** Fraction of positive eyes, 0..1. */
  public double prevalence() {
    return eyes == 0 ? 0 : positiveEyes / (double) eyes;
  }
}
