package org.medveil.imaging.simulate;

import java.nio.file.Path;

/**
 * A patient's place in the cohort.
 *
 * @param settings of the cohort
 * @param group site-1, site-2, ... or holdout: the folder's name
 * @param number within the group, from 0
 * @param prefix of the group's patient identifiers
 * @param site whose camera and population this patient belongs to
 * @param stream the patient's random stream
 * @param folder the cohort's folder
 */
record Enrolment(
    CohortSettings settings,
    String group,
    int number,
    String prefix,
    SiteProfile site,
    Draw stream,
    Path folder) {

  /** The hospital's identifier: scattered, but unique (7919 and 900000 have no common factor). */
  String patientId() {
    return prefix
        + "-"
        + (100_000 + (443_217 + 31_337L * prefix.hashCode() + 7919L * number) % 900_000);
  }
}
