package org.medveil.imaging.plant;

import java.util.ArrayList;
import java.util.List;
import org.medveil.contracts.Refusal;

/** Who comes how often: patients with one to three studies of one or two series each. */
public final class Cohort {
  private static final int MOST_FILES = 1_000_000;

  private Cohort() {}

  /**
   * Plans exactly this many files. All instances of a series have the same template.
   *
   * @throws Refusal (2) when there are fewer files than patients, or no templates
   */
  public static List<Planned> plan(long seed, int patients, int files, int templates) {
    if (patients < 1 || files < patients || files > MOST_FILES) {
      throw Refusal.usage(
          "the numbers of patients and files do not fit",
          "1 to " + MOST_FILES + " files, at least one for each patient");
    }
    if (templates < 1) {
      throw Refusal.badData(
          "there is no DICOM file to plant into", "give a folder with readable DICOM images");
    }
    Chance chance = new Chance(seed).at("cohort");
    List<Planned> series = new ArrayList<>();
    for (int patient = 0; patient < patients; patient++) {
      Chance visits = chance.at(patient);
      int studies = visits.at("studies").between(1, 3);
      for (int study = 0; study < studies; study++) {
        int count = visits.at(study).at("series").between(1, 2);
        for (int one = 0; one < count; one++) {
          int template = visits.at(study).at(one).at("template").below(templates);
          series.add(new Planned(1, patient, study, one, 0, template));
        }
      }
    }
    return numbered(series, patients, files);
  }

  /** Every patient's first series gets a file first; then all series fill up evenly. */
  private static List<Planned> numbered(List<Planned> series, int patients, int files) {
    List<Planned> first =
        series.stream().filter(one -> one.study() == 0 && one.series() == 0).toList();
    List<Planned> planned = new ArrayList<>(files);
    int[] instances = new int[series.size()];
    for (Planned one : first) {
      instances[series.indexOf(one)]++;
    }
    int left = files - patients;
    for (int at = 0; left > 0; at = (at + 1) % series.size(), left--) {
      instances[at]++;
    }
    for (int at = 0; at < series.size(); at++) {
      for (int instance = 0; instance < instances[at]; instance++) {
        Planned one = series.get(at);
        planned.add(
            new Planned(
                planned.size() + 1,
                one.patient(),
                one.study(),
                one.series(),
                instance,
                one.template()));
      }
    }
    return planned;
  }
}
