package org.medveil.jobs.cohortsummary;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medveil.dp.statistics.GroupKey;
import org.medveil.jobs.agreement.DataUseAgreement;

/**
 * What is told about a patient: that it is there, its sex, its age bands, its labels. One row for
 * each of these, named {@code all}, {@code sex=F}, {@code age_band=40-59}, {@code label=1}.
 *
 * <p>Read from {@code instances} and {@code outcomes}, where a patient's rows depend on that
 * patient alone. Not from {@code images}: its k-anonymity empties a whole cell when one patient
 * less leaves it below k, so one patient would change what is counted of others.
 *
 * @param agreement says which columns may be told, and the bands
 * @param labels values of the label, public
 */
record CohortFacets(DataUseAgreement agreement, List<Integer> labels) {
  private static final List<String> SEXES = List.of("F", "M", "O");

  /** Every name that a facet can have, known without the data. */
  List<String> names() {
    List<String> names = new ArrayList<>(List.of("all"));
    if (granted("sex")) {
      SEXES.forEach(sex -> names.add("sex=" + sex));
      names.add("sex=" + GroupKey.MISSING);
    }
    if (granted("age_band")) {
      agreement.ageBands().forEach(low -> names.add("age_band=" + agreement.ageBand(low)));
      names.add("age_band=" + GroupKey.MISSING);
    }
    if (granted("label")) {
      labels.forEach(label -> names.add("label=" + label));
    }
    return names;
  }

  /** Facets that nearly no patient exceeds: two eyes may differ, a birthday may change the band. */
  int mostOfOnePatient() {
    return 1
        + (granted("sex") ? 1 : 0)
        + (granted("age_band") ? 2 : 0)
        + (granted("label") ? 2 : 0);
  }

  /** Columns {@code subject_key}, {@code facet}; may hold a pair more than once. */
  Dataset<Row> of(Dataset<Row> instances, Dataset<Row> outcomes) {
    Dataset<Row> used = instances.filter(col("modality").isin(agreement.modalities().toArray()));
    List<Column> facets = new ArrayList<>(List.of(lit("all")));
    if (granted("sex")) {
      facets.add(named("sex", col("sex")));
    }
    if (granted("age_band")) {
      facets.add(named("age_band", band()));
    }
    Dataset<Row> ofInstances =
        used.select(col("subject_key"), explode(array(facets.toArray(Column[]::new))).as("facet"));
    if (!granted("label")) {
      return ofInstances;
    }
    Dataset<Row> ofOutcomes =
        outcomes
            .join(used.select("subject_key").distinct(), "subject_key")
            .select(col("subject_key"), named("label", col("label")).as("facet"));
    return ofInstances.union(ofOutcomes);
  }

  private boolean granted(String column) {
    return agreement.columns().contains(column);
  }

  private static Column named(String name, Column value) {
    return concat(lit(name + "="), coalesce(value.cast("string"), lit(GroupKey.MISSING)));
  }

  private Column band() {
    Column band = lit(null).cast("string");
    for (int low : agreement.ageBands()) {
      band = when(col("age_years").geq(low), lit(agreement.ageBand(low))).otherwise(band);
    }
    return band;
  }
}
