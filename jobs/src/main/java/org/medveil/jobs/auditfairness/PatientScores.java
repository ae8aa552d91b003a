package org.medveil.jobs.auditfairness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medveil.audits.fairness.ScoredRow;
import org.medveil.audits.fairness.ScoredRows;

/**
 * One row a patient: whether any image has the event, and the mean score of those that have it, or
 * of all if none does. Depends on that patient's images alone.
 */
final class PatientScores {
  static final StructType SCHEMA =
      new StructType()
          .add("subject_key", DataTypes.StringType, false)
          .add("event", DataTypes.StringType, false)
          .add("score", DataTypes.DoubleType, false);

  private PatientScores() {}

  static Dataset<Row> of(SparkSession spark, ScoredRows scored) {
    Map<String, List<ScoredRow>> patients = new TreeMap<>();
    scored
        .rows()
        .forEach(row -> patients.computeIfAbsent(row.subject(), s -> new ArrayList<>()).add(row));
    List<Row> rows = new ArrayList<>();
    patients.forEach(
        (subject, images) -> {
          boolean event = images.stream().anyMatch(ScoredRow::event);
          double score =
              images.stream()
                  .filter(image -> image.event() == event)
                  .mapToDouble(ScoredRow::score)
                  .average()
                  .orElseThrow();
          rows.add(RowFactory.create(subject, event ? "1" : "0", score));
        });
    return spark.createDataFrame(rows, SCHEMA);
  }
}
