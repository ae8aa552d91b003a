package org.medveil.jobs.auditfairness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.medveil.audits.fairness.ScoredRow;
import org.medveil.audits.fairness.ScoredRows;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.audit.AuditColumns;
import org.medveil.jobs.tables.Locations;

/** Scores of any model in a CSV or Parquet file; columns in docs/verbs/audit-fairness.md. */
final class ScoresFile {
  private static final String SCORE = "score";
  private static final String REFERENCE = "reference_score";
  private static final String ROUND = "round";

  private ScoresFile() {}

  static Scored read(SparkSession spark, String location, GroupColumns by) {
    Path file = Path.of(location);
    if (!Files.isRegularFile(file)) {
      throw Refusal.usage("--scores is not a file", "give one .csv or .parquet file");
    }
    Dataset<Row> raw;
    if (location.endsWith(".parquet")) {
      raw = spark.read().parquet(Locations.absolute(location));
    } else if (location.endsWith(".csv")) {
      raw = spark.read().option("header", true).csv(Locations.absolute(location));
    } else {
      throw Refusal.usage("--scores must end in .csv or .parquet", "rename or convert the file");
    }
    List<String> columns = List.of(raw.columns());
    check(columns);
    Map<String, Long> left = new TreeMap<>();
    // Sorted as text: the cluster does not decide the order, and so not the document. What tells
    // images apart comes first, so that the rounds stand in one order.
    List<String[]> rows = new ArrayList<>();
    for (Row row : text(raw).collectAsList()) {
      String[] values = new String[columns.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = row.isNullAt(i) ? "" : row.getString(i);
      }
      rows.add(values);
    }
    rows.sort(
        Comparator.comparing((String[] values) -> key(columns, values))
            .thenComparing(values -> String.join("\u0000", values)));
    Map<Integer, List<ScoredRow>> byRound = new TreeMap<>();
    for (String[] values : rows) {
      Parsed parsed = Parsed.of(columns, values, by);
      if (parsed.reason() != null) {
        left.merge(parsed.reason(), 1L, Long::sum);
      } else {
        byRound.computeIfAbsent(parsed.round(), r -> new ArrayList<>()).add(parsed.row());
      }
    }
    if (byRound.isEmpty()) {
      throw Refusal.badData("no row of the scores can be audited", "reasons: " + left);
    }
    LinkedHashMap<String, ScoredRows> rounds = new LinkedHashMap<>();
    byRound.forEach((round, list) -> rounds.put("" + round, new ScoredRows(list)));
    String hash = hash(file);
    return new Scored(rounds, left, hash, Map.of("scores file", hash));
  }

  private static String key(List<String> columns, String[] values) {
    StringBuilder key = new StringBuilder();
    for (String name : List.of(AuditColumns.SUBJECT, AuditColumns.INSTANCE, AuditColumns.VISIT)) {
      key.append(columns.contains(name) ? values[columns.indexOf(name)] : "").append('\u0000');
    }
    return key.toString();
  }

  private static Dataset<Row> text(Dataset<Row> raw) {
    return raw.select(
        List.of(raw.columns()).stream()
            .map(name -> functions.col(name).cast("string").as(name))
            .toArray(org.apache.spark.sql.Column[]::new));
  }

  /** One line of the file, or why it cannot be used. */
  private record Parsed(int round, ScoredRow row, String reason) {
    static Parsed of(List<String> columns, String[] values, GroupColumns by) {
      Map<String, String> cells = new TreeMap<>();
      for (int i = 0; i < values.length; i++) {
        if (!values[i].isBlank()) {
          cells.put(columns.get(i), values[i].strip());
        }
      }
      String subject = cells.get(AuditColumns.SUBJECT);
      String label = cells.get(AuditColumns.LABEL);
      OptionalDouble score = probability(cells.get(SCORE));
      OptionalDouble reference = probability(cells.get(REFERENCE));
      if (subject == null) {
        return left("no subject");
      }
      if (label == null || !label.matches("[01](\\.0)?")) {
        return left("label other than 0 and 1");
      }
      if (score.isEmpty() || (columns.contains(REFERENCE) && reference.isEmpty())) {
        return left("score that is no probability");
      }
      TreeMap<String, String> groups = new TreeMap<>();
      by.names().stream()
          .filter(cells::containsKey)
          .forEach(name -> groups.put(name, cells.get(name)));
      if (!cells.getOrDefault(ROUND, "0").matches("[0-9]{1,6}")) {
        return left("round that is no number");
      }
      int round = Integer.parseInt(cells.getOrDefault(ROUND, "0"));
      boolean event = label.startsWith("1");
      return new Parsed(
          round, new ScoredRow(subject, event, score.getAsDouble(), reference, groups), null);
    }

    private static Parsed left(String reason) {
      return new Parsed(0, null, reason);
    }

    private static OptionalDouble probability(String text) {
      try {
        double value = text == null ? Double.NaN : Double.parseDouble(text);
        return value >= 0 && value <= 1 ? OptionalDouble.of(value) : OptionalDouble.empty();
      } catch (NumberFormatException e) {
        return OptionalDouble.empty();
      }
    }
  }

  private static void check(List<String> columns) {
    TreeSet<String> known = new TreeSet<>(GroupColumns.KNOWN);
    known.addAll(
        List.of(
            AuditColumns.SUBJECT,
            AuditColumns.INSTANCE,
            AuditColumns.VISIT,
            AuditColumns.LABEL,
            SCORE,
            REFERENCE,
            ROUND));
    for (String column : columns) {
      if (!known.contains(column)) {
        throw Refusal.usage(
            "the scores file has a column that the audit does not know: "
                + (column.matches("[A-Za-z0-9_.-]{1,40}") ? column : "(unprintable)"),
            "known: " + known);
      }
    }
    for (String needed : List.of(AuditColumns.SUBJECT, AuditColumns.LABEL, SCORE)) {
      if (!columns.contains(needed)) {
        throw Refusal.usage("the scores file has no column " + needed, "see the verb's page");
      }
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
