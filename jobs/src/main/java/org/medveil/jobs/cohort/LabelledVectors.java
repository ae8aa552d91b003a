package org.medveil.jobs.cohort;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medveil.contracts.Tables;
import org.medveil.jobs.tables.TableStore;
import org.medveil.learning.FeatureScaling;
import org.medveil.learning.PatientExamples;
import org.medveil.learning.PatientExamples.Example;
import org.medveil.learning.encode.Encoder;
import scala.Tuple2;

/** The labelled vectors of one agreement and encoder, one record a patient. */
public final class LabelledVectors {
  private LabelledVectors() {}

  /** Rows of {@code embeddings} that this encoder made of images of this agreement. */
  public static Dataset<Row> all(TableStore store, String policySha256, Encoder encoder) {
    return store
        .read(Tables.EMBEDDINGS)
        .filter(
            col("policy_sha256")
                .equalTo(policySha256)
                .and(col("encoder_id").equalTo(encoder.id()))
                .and(col("encoder_sha256").equalTo(encoder.sha256())));
  }

  /** Those with a label: subject_key, label, vector. */
  public static Dataset<Row> select(TableStore store, String policySha256, Encoder encoder) {
    return all(store, policySha256, encoder)
        .filter(col("label").isNotNull())
        .select("subject_key", "label", "vector");
  }

  /** Grouped by patient, features scaled. */
  public static JavaRDD<PatientExamples> patients(Dataset<Row> rows, FeatureScaling scaling) {
    // Plain arrays before the shuffle: in a Row each float is an object.
    return rows.javaRDD()
        .mapToPair(row -> new Tuple2<>(row.getString(0), example(row, scaling)))
        .groupByKey()
        .map(group -> patient(group._1(), group._2()));
  }

  private static Example example(Row row, FeatureScaling scaling) {
    return new Example(scaling.apply(vector(row.getList(2))), row.getInt(1));
  }

  private static PatientExamples patient(String subject, Iterable<Example> images) {
    List<Example> all = new ArrayList<>();
    images.forEach(all::add);
    return PatientExamples.of(subject, all);
  }

  private static float[] vector(List<Float> values) {
    float[] vector = new float[values.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = values.get(i);
    }
    return vector;
  }
}
