package org.medveil.jobs.auditfairness;

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
 * The groups that are told of: everyone, sexes, age bands; their names are public. Read from {@code
 * instances}, where a patient's rows depend on that patient alone. Not from {@code embeddings}: the
 * k-anonymity of its source empties a whole cell when one patient fewer leaves it below k, so one
 * patient would change what is counted of others.
 *
 * @param agreement says which columns may be told, and the bands
 */
record ReleasedFacets(DataUseAgreement agreement) {
  private static final List<String> SEXES = List.of("F", "M", "O");

  /** Every name that a group can have, known without the data. */
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
    return names;
  }

  /** Groups that nearly no patient exceeds: a birthday may change the band. */
  int mostOfOnePatient() {
    return 1 + (granted("sex") ? 1 : 0) + (granted("age_band") ? 2 : 0);
  }

  /** Columns {@code subject_key}, {@code facet}; each pair once. */
  Dataset<Row> of(Dataset<Row> instances) {
    List<Column> facets = new ArrayList<>(List.of(lit("all")));
    if (granted("sex")) {
      facets.add(named("sex", col("sex")));
    }
    if (granted("age_band")) {
      facets.add(named("age_band", band()));
    }
    return instances
        .filter(col("modality").isin(agreement.modalities().toArray()))
        .select(col("subject_key"), explode(array(facets.toArray(Column[]::new))).as("facet"))
        .distinct();
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
