package org.medveil.jobs.eraserrelease;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medveil.audits.Acquisition;
import org.medveil.audits.AuditRow;
import org.medveil.audits.ImageKey;
import org.medveil.audits.Traits;
import org.medveil.audits.erasure.EraserRelease;
import org.medveil.audits.erasure.UnitRow;
import org.medveil.contracts.Tables;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.jobs.cohort.LabelledVectors;
import org.medveil.jobs.tables.TableStore;
import org.medveil.learning.encode.Encoder;
import scala.Tuple2;

/**
 * A site's patients as a release sees them. Vectors, sides and labels come from {@code embeddings},
 * sex and age from {@code instances}, where a patient's row depends on that patient alone: in
 * {@code embeddings} k-anonymity empties a whole cell when one patient less leaves it below k, and
 * one patient would change the traits of others.
 */
final class PatientRows {
  private PatientRows() {}

  /** One row an image: subject_key, instance_key, laterality, label, vector, sex, age_years. */
  static Dataset<Row> of(TableStore store, DataUseAgreement agreement, Encoder encoder) {
    Dataset<Row> vectors =
        LabelledVectors.all(store, agreement.sha256(), encoder)
            .select("subject_key", "instance_key", "laterality", "label", "vector");
    return joined(vectors, store.read(Tables.INSTANCES));
  }

  static Dataset<Row> joined(Dataset<Row> vectors, Dataset<Row> instances) {
    Dataset<Row> traits =
        instances
            .select(
                col("subject_key").as("traits_of"),
                col("instance_key").as("traits_on"),
                col("sex"),
                col("age_years"))
            .dropDuplicates("traits_of", "traits_on");
    return vectors
        .join(
            traits,
            vectors
                .col("subject_key")
                .equalTo(traits.col("traits_of"))
                .and(vectors.col("instance_key").equalTo(traits.col("traits_on"))),
            "left")
        .drop("traits_of", "traits_on");
  }

  /** All images of a patient together, each patient once. */
  static JavaRDD<ArrayList<UnitRow>> grouped(
      Dataset<Row> rows, DataUseAgreement agreement, EraserRelease release) {
    return rows.javaRDD()
        .mapToPair(row -> new Tuple2<>(row.<String>getAs("subject_key"), row))
        .groupByKey()
        .values()
        .map(images -> patient(images, agreement, release));
  }

  private static ArrayList<UnitRow> patient(
      Iterable<Row> images, DataUseAgreement agreement, EraserRelease release) {
    ArrayList<UnitRow> patient = new ArrayList<>();
    for (Row image : images) {
      vector(image)
          .map(vector -> row(image, vector, agreement))
          .flatMap(release::row)
          .ifPresent(patient::add);
    }
    return patient;
  }

  private static AuditRow row(Row image, float[] vector, DataUseAgreement agreement) {
    Integer label = image.getAs("label");
    return new AuditRow(
        new ImageKey(image.getAs("subject_key"), image.getAs("instance_key")),
        new Acquisition(
            OptionalInt.empty(),
            Optional.ofNullable(image.getAs("laterality")),
            Optional.empty(),
            Optional.empty()),
        new Traits(
            Optional.ofNullable(image.getAs("sex")),
            Optional.ofNullable(agreement.ageBand(image.getAs("age_years"))),
            Optional.empty(),
            Optional.ofNullable(label).map(String::valueOf)),
        vector);
  }

  /** Empty for one with a value that is not finite: such an image is left out. */
  private static Optional<float[]> vector(Row image) {
    List<Float> values = image.getList(image.fieldIndex("vector"));
    float[] vector = new float[values.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = values.get(i);
      if (!Float.isFinite(vector[i])) {
        return Optional.empty();
      }
    }
    return vector.length == 0 ? Optional.empty() : Optional.of(vector);
  }
}
