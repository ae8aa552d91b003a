package org.medveil.jobs.audit;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.List;
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
  private static final String REASON = "reason";

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

  private static AuditVectors checked(Source source) {
    int dim = commonLength(source.rows());
    Column notFinite =
        array_contains(
            transform(
                col(AuditColumns.VECTOR),
                v ->
                    coalesce(
                        v.isNaN()
                            .or(v.geq(lit(Float.POSITIVE_INFINITY)))
                            .or(v.leq(lit(Float.NEGATIVE_INFINITY))),
                        lit(true))),
            lit(true));
    Column reason =
        when(
                col(AuditColumns.SUBJECT).isNull().or(col(AuditColumns.SUBJECT).equalTo("")),
                "no subject")
            .when(col(AuditColumns.INSTANCE).isNull(), "no instance")
            .when(col(AuditColumns.INSTANCE).equalTo(""), "no instance")
            .when(col(AuditColumns.VECTOR).isNull(), "no vector")
            .when(size(col(AuditColumns.VECTOR)).notEqual(dim), "vector of another length")
            .when(notFinite, "vector with a value that is not a finite number")
            .when(
                col(AuditColumns.LABEL)
                    .isNotNull()
                    .and(col(AuditColumns.LABEL).isin(0, 1).equalTo(lit(false))),
                "label other than 0 and 1")
            .when(col(AuditColumns.VISIT).lt(0), "negative visit")
            .otherwise(lit(null).cast("string"));
    Dataset<Row> judged = source.rows().withColumn(REASON, reason);
    SortedMap<String, Long> rejected = new TreeMap<>();
    long read = 0;
    for (Row row : judged.groupBy(REASON).count().collectAsList()) {
      read += row.getLong(1);
      if (!row.isNullAt(0)) {
        rejected.put(row.getString(0), row.getLong(1));
      }
    }
    Dataset<Row> used = judged.filter(col(REASON).isNull()).drop(REASON);
    AuditVectors vectors =
        new AuditVectors(
            used, dim, read, rejected, source.sha256(), source.encoderSha256(), source.words());
    if (vectors.used() == 0) {
      throw Refusal.badData("no row of the source can be audited", "see docs/audit-vectors.md");
    }
    return vectors;
  }

  /** The length most vectors have; the smaller of two that are equally common. */
  private static int commonLength(Dataset<Row> rows) {
    List<Row> lengths =
        rows.filter(col(AuditColumns.VECTOR).isNotNull())
            .groupBy(size(col(AuditColumns.VECTOR)).as("length"))
            .count()
            .orderBy(col("count").desc(), col("length"))
            .limit(1)
            .collectAsList();
    if (lengths.isEmpty() || lengths.get(0).getInt(0) == 0) {
      throw Refusal.badData("the source holds no vectors", "see docs/audit-vectors.md");
    }
    return lengths.get(0).getInt(0);
  }
}
