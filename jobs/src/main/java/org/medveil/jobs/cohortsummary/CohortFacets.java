package org.medveil.jobs.cohortsummary;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.jobs.statistics.InstanceFacets;

/**
 * What is told about a patient: the facets of its images, and its labels, named {@code label=1}.
 * Read from {@code instances} and {@code outcomes}, where a patient's rows depend on that patient
 * alone.
 *
 * @param agreement says which columns may be told, and the bands
 * @param labels values of the label, public
 */
record CohortFacets(DataUseAgreement agreement, List<Integer> labels) {
  /** Every name that a facet can have, known without the data. */
  List<String> names() {
    List<String> names = new ArrayList<>(ofImages().names());
    if (ofImages().granted("label")) {
      labels.forEach(label -> names.add("label=" + label));
    }
    return names;
  }

  /** Facets that nearly no patient exceeds: two eyes may differ, a birthday may change the band. */
  int mostOfOnePatient() {
    return ofImages().mostOfOnePatient() + (ofImages().granted("label") ? 2 : 0);
  }

  /** Columns {@code subject_key}, {@code facet}; may hold a pair more than once. */
  Dataset<Row> of(Dataset<Row> instances, Dataset<Row> outcomes) {
    Dataset<Row> told = ofImages().of(instances);
    if (!ofImages().granted("label")) {
      return told;
    }
    Dataset<Row> patients = ofImages().used(instances).select("subject_key").distinct();
    return told.union(
        outcomes
            .join(patients, "subject_key")
            .select(col("subject_key"), InstanceFacets.named("label", col("label")).as("facet")));
  }

  private InstanceFacets ofImages() {
    return new InstanceFacets(agreement);
  }
}
