package org.medveil.imaging.simulate;

import org.medveil.contracts.Refusal;

/**
 * What to simulate. The same settings give the same bytes, whatever the machine's thread count.
 *
 * @param sites hospitals, 1..20
 * @param patientsPerSite patients in each hospital, 1..100000
 * @param holdoutPatients patients of the held-out test set, 0..100000; drawn from the mixture of
 *     all hospitals' cameras and populations, with identifiers no hospital uses
 * @param seed any value; another seed is another cohort
 * @param imageSize side of the square photographs in pixels, 128..1024, a multiple of 16
 * @param minVisits fewest half-yearly visits of a patient, 1..maxVisits
 * @param maxVisits most visits of a patient, minVisits..12
 * @param imagesPerEyeVisit photographs of one eye at one visit, 1..4
 * @param identityGain 0..1: correlation of anatomy (vessels, disc, lesion shape) between two
 *     photographs of one eye. 0 leaves only hospital, demographics and lesion size to link by
 * @param diseaseGain 0..1: correlation of the drawn lesion's course with the true one the label
 *     comes from. 0 makes images and label independent (AUROC .5); at 1 drawn areas are the truth
 */
public record CohortSettings(
    int sites,
    int patientsPerSite,
    int holdoutPatients,
    long seed,
    int imageSize,
    int minVisits,
    int maxVisits,
    int imagesPerEyeVisit,
    double identityGain,
    double diseaseGain) {

  public CohortSettings {
    require("sites", sites, 1, 20);
    require("patientsPerSite", patientsPerSite, 1, 100_000);
    require("holdoutPatients", holdoutPatients, 0, 100_000);
    require("imageSize", imageSize, 128, 1024);
    require("maxVisits", maxVisits, 1, 12);
    require("minVisits", minVisits, 1, maxVisits);
    require("imagesPerEyeVisit", imagesPerEyeVisit, 1, 4);
    requireGain("identityGain", identityGain);
    requireGain("diseaseGain", diseaseGain);
    if (imageSize % 16 != 0) {
      throw Refusal.usage("imageSize must be a multiple of 16, got " + imageSize, "use 256");
    }
  }

  /** 256-pixel photographs, 2 to 4 visits, one image per eye and visit, full gains. */
  public static CohortSettings of(int sites, int patientsPerSite, int holdoutPatients, long seed) {
    return new CohortSettings(sites, patientsPerSite, holdoutPatients, seed, 256, 2, 4, 1, 1, 1);
  }

  /** The same cohort with photographs of another size. */
  public CohortSettings withImageSize(int newSize) {
    return new CohortSettings(
        sites,
        patientsPerSite,
        holdoutPatients,
        seed,
        newSize,
        minVisits,
        maxVisits,
        imagesPerEyeVisit,
        identityGain,
        diseaseGain);
  }

  /** The same cohort with another range of visits and of images per eye and visit. */
  public CohortSettings withVisits(int fewest, int most, int imagesEach) {
    return new CohortSettings(
        sites,
        patientsPerSite,
        holdoutPatients,
        seed,
        imageSize,
        fewest,
        most,
        imagesEach,
        identityGain,
        diseaseGain);
  }

  /** The same cohort with other gains. */
  public CohortSettings withGains(double newIdentityGain, double newDiseaseGain) {
    return new CohortSettings(
        sites,
        patientsPerSite,
        holdoutPatients,
        seed,
        imageSize,
        minVisits,
        maxVisits,
        imagesPerEyeVisit,
        newIdentityGain,
        newDiseaseGain);
  }

  private static void require(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw Refusal.usage(
          name + " must be " + low + ".." + high + ", got " + value,
          "choose a value within the range");
    }
  }

  private static void requireGain(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw Refusal.usage(name + " must be 0..1, got " + value, "0 switches the signal off");
    }
  }
}
