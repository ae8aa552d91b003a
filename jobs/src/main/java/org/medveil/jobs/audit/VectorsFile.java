package org.medveil.jobs.audit;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.tables.Locations;

/**
 * Vectors in a CSV or Parquet file: columns by name, the vector as one array column {@code vector}
 * (Parquet) or as {@code v0}, {@code v1}, ….
 */
final class VectorsFile {
  private static final Pattern COMPONENT = Pattern.compile("v(0|[1-9][0-9]{0,5})");

  private VectorsFile() {}

  static AuditInput.Source of(SparkSession spark, String location) {
    Path file = Path.of(location);
    if (!Files.isRegularFile(file)) {
      throw Refusal.usage("--vectors is not a file", "give one .csv or .parquet file");
    }
    String uri = Locations.absolute(location);
    Dataset<Row> raw;
    if (location.endsWith(".parquet")) {
      raw = spark.read().parquet(uri);
    } else if (location.endsWith(".csv")) {
      raw = spark.read().option("header", true).option("mode", "FAILFAST").csv(uri);
    } else {
      throw Refusal.usage("--vectors must end in .csv or .parquet", "rename or convert the file");
    }
    return new AuditInput.Source(
        raw.select(columns(List.of(raw.columns())).toArray(Column[]::new)),
        hash(file),
        null,
        "vectors file");
  }

  private static List<Column> columns(List<String> held) {
    List<String> components =
        held.stream()
            .filter(name -> COMPONENT.matcher(name).matches())
            .sorted(Comparator.comparingInt(name -> Integer.parseInt(name.substring(1))))
            .toList();
    refuseUnknown(held, components);
    List<Column> columns = new ArrayList<>();
    for (String name : AuditColumns.names()) {
      if (held.contains(name)) {
        columns.add(col(name).cast(AuditColumns.type(name)).as(name));
      } else if (name.equals(AuditColumns.INSTANCE)) {
        columns.add(concat(lit("row "), monotonically_increasing_id()).as(name));
      } else {
        columns.add(lit(null).cast(AuditColumns.type(name)).as(name));
      }
    }
    Column vector =
        components.isEmpty()
            ? col(AuditColumns.VECTOR)
            : array(components.stream().map(c -> col(c)).toArray(Column[]::new));
    columns.add(vector.cast("array<float>").as(AuditColumns.VECTOR));
    return columns;
  }

  private static void refuseUnknown(List<String> held, List<String> components) {
    for (String name : held) {
      boolean known =
          AuditColumns.names().contains(name)
              || components.contains(name)
              || name.equals(AuditColumns.VECTOR);
      if (!known) {
        throw Refusal.usage(
            "the vectors file has a column that audits do not know: "
                + (name.matches("[A-Za-z0-9_.-]{1,40}") ? name : "(unprintable)"),
            "known: " + AuditColumns.names() + ", vector or v0, v1, …");
      }
    }
    if (!held.contains(AuditColumns.SUBJECT)) {
      throw Refusal.usage(
          "the vectors file has no column " + AuditColumns.SUBJECT,
          "an audit counts patients: name the patient of each row");
    }
    for (int i = 0; i < components.size(); i++) {
      if (!components.get(i).equals("v" + i)) {
        throw Refusal.usage("the vectors file lacks the column v" + i, "number them from 0");
      }
    }
    if (components.isEmpty() != held.contains(AuditColumns.VECTOR)) {
      throw Refusal.usage(
          "the vectors file needs the vector once", "a column vector, or columns v0, v1, …");
    }
  }

  private static String hash(Path file) {
    try {
      return Locations.sha256(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
