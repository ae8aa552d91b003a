package org.medveil.jobs.statistics;

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
 * What is told about a patient from its images' headers: that it is there, its sex, its age bands;
 * named {@code all}, {@code sex=F}, {@code age_band=40-59}. The names are public.
 *
 * <p>Read from {@code instances}, where a patient's rows depend on that patient alone. Not from
 * {@code images} or {@code embeddings}: their k-anonymity empties a whole cell when one patient
 * less leaves it below k, so one patient would change what is counted of others.
 *
 * @param agreement says which columns may be told, and the bands
 */
public record InstanceFacets(DataUseAgreement agreement) {
  private static final List<String> SEXES = List.of("F", "M", "O");

  /** Every name that a facet can have, known without the data. */
  public List<String> names() {
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

  /** Facets that nearly no patient exceeds: a birthday may change the band. */
  public int mostOfOnePatient() {
    return 1 + (granted("sex") ? 1 : 0) + (granted("age_band") ? 2 : 0);
  }

  /** Columns {@code subject_key}, {@code facet}; may hold a pair more than once. */
  public Dataset<Row> of(Dataset<Row> instances) {
    List<Column> facets = new ArrayList<>(List.of(lit("all")));
    if (granted("sex")) {
      facets.add(named("sex", col("sex")));
    }
    if (granted("age_band")) {
      facets.add(named("age_band", band()));
    }
    return used(instances)
        .select(col("subject_key"), explode(array(facets.toArray(Column[]::new))).as("facet"));
  }

  /** Instances of the agreement's modalities: no others count. */
  public Dataset<Row> used(Dataset<Row> instances) {
    return instances.filter(col("modality").isin(agreement.modalities().toArray()));
  }

  /** Whether the agreement lets a column be told. */
  public boolean granted(String column) {
    return agreement.columns().contains(column);
  }

  /** {@code name=value}, or {@code name=} and the word for what is missing. */
  public static Column named(String name, Column value) {
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
