package org.medveil.jobs.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.jobs.cohort.LabelledVectors;
import org.medveil.jobs.tables.TableStore;
import org.medveil.learning.FeatureScaling;
import org.medveil.learning.PatientExamples;
import org.medveil.learning.encode.Encoder;

/**
 * Labelled vectors to score, in memory.
 *
 * @param clusters pseudonym of each row's patient, the cluster of the bootstrap
 * @param features n×d, scaled
 * @param labels 0 or 1
 */
record Holdout(String[] clusters, float[][] features, int[] labels) {
  static Holdout of(List<PatientExamples> patients) {
    List<String> clusters = new ArrayList<>();
    List<float[]> features = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (PatientExamples patient : patients) {
      for (int i = 0; i < patient.labels().length; i++) {
        clusters.add(patient.subjectKey());
        features.add(patient.features()[i]);
        labels.add(patient.labels()[i]);
      }
    }
    if (labels.stream().distinct().count() < 2) {
      throw Refusal.badData(
          "the hold-out needs labelled images of both classes", "run ingest --outcomes on it");
    }
    return new Holdout(
        clusters.toArray(String[]::new),
        features.toArray(float[][]::new),
        labels.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Patients of a warehouse in a fixed order. */
  static List<PatientExamples> patients(
      TableStore store, DataUseAgreement agreement, Encoder encoder, FeatureScaling scaling) {
    List<PatientExamples> patients =
        new ArrayList<>(
            LabelledVectors.patients(
                    LabelledVectors.select(store, agreement.sha256(), encoder), scaling)
                .collect());
    patients.sort(java.util.Comparator.comparing(PatientExamples::subjectKey));
    return patients;
  }

  long patientCount() {
    return java.util.Arrays.stream(clusters).distinct().count();
  }
}
