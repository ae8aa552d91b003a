package org.medveil.jobs.audit;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.tables.TableStore;

/** Reads what an audit was pointed at, and says how many rows it could not use and why. */
public final class AuditInput {
  private static final String LENGTH = "vector_length";
  private static final String BEFORE = "fault_before_vector";
  private static final String AFTER = "fault_after_length";

  private AuditInput() {}

  /** A source before its rows are checked. */
  record Source(Dataset<Row> rows, String sha256, String encoderSha256, String words) {}

  /**
   * The vectors.
   *
   * @throws Refusal exit 2 for a wrong call, an unknown column or an ambiguous encoder; exit 65
   *     when nothing usable is there; exit 77 when the agreement does not permit the run
   */
  public static AuditVectors read(SparkSession spark, VectorOptions options) {
    options.checkOne();
    Source source =
        options.warehouse().isPresent()
            ? EmbeddingsSource.of(TableStore.open(spark, options.warehouse().get()), options)
            : VectorsFile.of(spark, options.vectors().get());
    return checked(source);
  }

  /** Judged in one pass: the length that most vectors have follows from the same counts. */
  private static AuditVectors checked(Source source) {
    Dataset<Row> judged =
        source
            .rows()
            .withColumn(LENGTH, when(vector().isNotNull(), size(vector())))
            .withColumn(BEFORE, beforeTheVector())
            .withColumn(AFTER, afterItsLength());
    List<Row> groups = judged.groupBy(LENGTH, BEFORE, AFTER).count().collectAsList();
    int dim = commonLength(groups);
    SortedMap<String, Long> rejected = new TreeMap<>();
    long read = 0;
    for (Row group : groups) {
      long count = group.getLong(3);
      read += count;
      reason(group, dim).ifPresent(reason -> rejected.merge(reason, count, Long::sum));
    }
    Dataset<Row> used =
        judged
            .filter(col(LENGTH).equalTo(dim).and(col(BEFORE).isNull()).and(col(AFTER).isNull()))
            .drop(LENGTH, BEFORE, AFTER);
    AuditVectors vectors =
        new AuditVectors(
            used, dim, read, rejected, source.sha256(), source.encoderSha256(), source.words());
    if (vectors.used() == 0) {
      throw Refusal.badData("no row of the source can be audited", "see docs/audit-vectors.md");
    }
    return vectors;
  }

  private static Column vector() {
    return col(AuditColumns.VECTOR);
  }

  private static Column beforeTheVector() {
    return when(
            col(AuditColumns.SUBJECT).isNull().or(col(AuditColumns.SUBJECT).equalTo("")),
            "no subject")
        .when(col(AuditColumns.INSTANCE).isNull(), "no instance")
        .when(col(AuditColumns.INSTANCE).equalTo(""), "no instance")
        .when(vector().isNull(), "no vector")
        .otherwise(lit(null).cast("string"));
  }

  private static Column afterItsLength() {
    Column notFinite =
        array_contains(
            transform(
                vector(),
                v ->
                    coalesce(
                        v.isNaN()
                            .or(v.geq(lit(Float.POSITIVE_INFINITY)))
                            .or(v.leq(lit(Float.NEGATIVE_INFINITY))),
                        lit(true))),
            lit(true));
    return when(notFinite, "vector with a value that is not a finite number")
        .when(
            col(AuditColumns.LABEL)
                .isNotNull()
                .and(col(AuditColumns.LABEL).isin(0, 1).equalTo(lit(false))),
            "label other than 0 and 1")
        .when(col(AuditColumns.VISIT).lt(0), "negative visit")
        .otherwise(lit(null).cast("string"));
  }

  /** Why a group's rows are left out: the first fault counts. */
  private static Optional<String> reason(Row group, int dim) {
    if (!group.isNullAt(1)) {
      return Optional.of(group.getString(1));
    }
    if (group.getInt(0) != dim) {
      return Optional.of("vector of another length");
    }
    return Optional.ofNullable(group.getString(2));
  }

  /** The length most vectors have; the smaller of two that are equally common. */
  private static int commonLength(List<Row> groups) {
    SortedMap<Integer, Long> lengths = new TreeMap<>();
    for (Row group : groups) {
      if (!group.isNullAt(0)) {
        lengths.merge(group.getInt(0), group.getLong(3), Long::sum);
      }
    }
    int common = 0;
    long most = 0;
    for (Map.Entry<Integer, Long> length : lengths.entrySet()) {
      if (length.getValue() > most) {
        most = length.getValue();
        common = length.getKey();
      }
    }
    if (common == 0) {
      throw Refusal.badData("the source holds no vectors", "see docs/audit-vectors.md");
    }
    return common;
  }
}
