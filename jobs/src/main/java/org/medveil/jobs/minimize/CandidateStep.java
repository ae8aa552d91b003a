package org.medveil.jobs.minimize;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.dense_rank;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.medveil.jobs.agreement.DataUseAgreement;

/**
 * Catalogue and outcomes to candidates: visits counted, quasi-identifiers banded and k-anonymous,
 * one row per chosen frame.
 */
final class CandidateStep {
  private CandidateStep() {}

  static Dataset<Row> run(
      Dataset<Row> instances, Dataset<Row> outcomes, DataUseAgreement agreement) {
    WindowSpec visits = Window.partitionBy("subject_key").orderBy("acquired_on");
    WindowSpec subject = Window.partitionBy("subject_key");
    UserDefinedFunction band =
        udf((UDF1<Integer, String>) agreement::ageBand, DataTypes.StringType);
    Dataset<Row> labelled = withLabels(instances, outcomes);
    Dataset<Row> banded =
        labelled
            .withColumn("original_modality", col("modality"))
            .withColumn("original_laterality", col("laterality"))
            .withColumn("visit_index", dense_rank().over(visits).minus(lit(1)))
            .withColumn(
                "days_since_first_visit",
                datediff(col("acquired_on"), min("acquired_on").over(subject)))
            .withColumn("age_band", band.apply(col("age_years")));
    Dataset<Row> granted = banded;
    for (String column : DataUseAgreement.optionalColumns()) {
      if (!agreement.columns().contains(column)) {
        granted =
            granted.withColumn(column, lit(null).cast(granted.schema().apply(column).dataType()));
      }
    }
    return chosenFrames(suppressSmallCells(granted, agreement.k()), agreement.mostFrames());
  }

  /** {@code frames_left_out} is what the object has beside its chosen frames. */
  private static Dataset<Row> chosenFrames(Dataset<Row> rows, int most) {
    UserDefinedFunction choice =
        udf(
            (UDF1<Integer, List<Integer>>)
                frames -> FrameChoice.of(frames == null ? 1 : frames, most),
            DataTypes.createArrayType(DataTypes.IntegerType, false));
    return rows.withColumn("chosen_frames", choice.apply(col("frames")))
        .withColumn(
            "frames_left_out",
            greatest(coalesce(col("frames"), lit(1)), lit(1)).minus(size(col("chosen_frames"))))
        .withColumn("frame_index", explode(col("chosen_frames")))
        .drop("chosen_frames");
  }

  /**
   * k-anonymity over (sex, age band): both cells of a row are suppressed when fewer than k patients
   * share them. {@code suppressed} says so, for the count in the manifest.
   */
  private static Dataset<Row> suppressSmallCells(Dataset<Row> rows, int k) {
    Dataset<Row> cells =
        rows.groupBy(col("sex").as("cell_sex"), col("age_band").as("cell_band"))
            .agg(countDistinct("subject_key").as("cell_patients"));
    Column small =
        col("cell_patients").lt(k).and(col("sex").isNotNull().or(col("age_band").isNotNull()));
    return rows.join(
            cells,
            col("sex")
                .eqNullSafe(col("cell_sex"))
                .and(col("age_band").eqNullSafe(col("cell_band"))))
        .withColumn("suppressed", small)
        .withColumn("sex", when(small, lit(null)).otherwise(col("sex")))
        .withColumn("age_band", when(small, lit(null)).otherwise(col("age_band")));
  }

  /** A label of the eye first, else one of the patient. */
  private static Dataset<Row> withLabels(Dataset<Row> instances, Dataset<Row> outcomes) {
    Dataset<Row> eye =
        outcomes
            .filter(col("laterality").isNotNull())
            .select(
                col("subject_key").as("eye_subject"),
                col("laterality").as("eye_laterality"),
                col("label").as("eye_label"));
    Dataset<Row> patient =
        outcomes
            .filter(col("laterality").isNull())
            .select(col("subject_key").as("patient_subject"), col("label").as("patient_label"));
    return instances
        .join(
            eye,
            col("subject_key")
                .equalTo(col("eye_subject"))
                .and(col("laterality").equalTo(col("eye_laterality"))),
            "left")
        .join(patient, col("subject_key").equalTo(col("patient_subject")), "left")
        .withColumn("label", coalesce(col("eye_label"), col("patient_label")));
  }
}
