package org.medveil.jobs.tables;

import static org.apache.spark.sql.functions.lit;

import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.medveil.contracts.Refusal;

/**
 * An append that is refused when the table is no longer what the run decided on. Iceberg's plain
 * append goes through after any other, so two runs of one stage, of which one was thought dead,
 * would both add the same rows.
 */
final class GuardedAppend {
  /** Others may commit rows of another kind all the time; each try writes the rows again. */
  private static final int TRIES = 5;

  private final SparkSession spark;
  private final String name;
  private final Basis basis;

  GuardedAppend(SparkSession spark, String name, Basis basis) {
    this.spark = spark;
    this.name = name;
    this.basis = basis;
  }

  /** What a read would see now; empty for a table without rows ever. */
  static Optional<Long> snapshot(Table table) {
    return Optional.ofNullable(table.currentSnapshot()).map(Snapshot::snapshotId);
  }

  void of(Dataset<Row> rows) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Long> now = snapshot(load(spark, name));
      if (isChanged(now)) {
        throw refusal();
      }
      if (committed(rows, now)) {
        return;
      }
    }
    throw refusal();
  }

  /**
   * Whether the rows were added right after that snapshot; if anything came between, nothing is.
   */
  private boolean committed(Dataset<Row> rows, Optional<Long> after) {
    try {
      // Overwriting no row is Iceberg's append that checks for commits in between.
      var writer = rows.writeTo(name).option("isolation-level", "serializable");
      after.ifPresent(id -> writer.option("validate-from-snapshot-id", String.valueOf(id)));
      writer.overwrite(lit(false));
      return true;
    } catch (NoSuchTableException e) {
      throw new IllegalStateException(e);
    } catch (RuntimeException e) {
      if (isConflict(e)) {
        return false;
      }
      throw e;
    }
  }

  private boolean isChanged(Optional<Long> now) {
    if (now.equals(basis.snapshot())) {
      return false;
    }
    if (basis.snapshot().isEmpty()) {
      return count("") > 0;
    }
    long before = basis.snapshot().get();
    Table table = load(spark, name);
    if (!SnapshotUtil.isAncestorOf(table, now.orElseThrow(), before)) {
      return true;
    }
    for (Snapshot later : SnapshotUtil.ancestorsBetween(table, now.get(), before)) {
      if (!later.operation().equals("append")) {
        return true; // rows were taken away: the decision was made on others
      }
    }
    return count("") != count(" VERSION AS OF " + before);
  }

  private long count(String version) {
    return spark
        .sql("SELECT count(*) FROM " + name + version + " WHERE " + basis.kind())
        .first()
        .getLong(0);
  }

  private static boolean isConflict(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof ValidationException || t instanceof CommitFailedException) {
        return true;
      }
    }
    return false;
  }

  /** As Iceberg sees it. */
  static Table load(SparkSession spark, String name) {
    try {
      return Spark3Util.loadIcebergTable(spark, name);
    } catch (NoSuchTableException | ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private Refusal refusal() {
    return Refusal.tryAgain(
        "another run has written table " + basis.table().name() + " meanwhile",
        "run the same command again: it adds what is missing then, if anything");
  }
}
