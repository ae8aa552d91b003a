package org.medveil.jobs.tables;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.types.StructField;
import org.medveil.contracts.Column;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Table;
import org.medveil.jobs.cli.Lineage;

/**
 * The only reader and writer of tables. A warehouse is a folder URI (Hadoop catalog) or {@code
 * iceberg:NAME}, a catalog the operator configured in Spark. Tables are Iceberg on Parquet,
 * copy-on-write, so that erasure can be proven (never merge-on-read: position deletes keep the
 * bytes).
 */
public final class TableStore {
  private static final String NAMESPACE = "medveil";
  private static final String CATALOG_PREFIX = "iceberg:";

  private final SparkSession spark;
  private final String warehouse;
  private final String catalog;
  private final TableVersions versions = new TableVersions();

  private TableStore(SparkSession spark, String warehouse, String catalog) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.catalog = catalog;
  }

  /** Opens a warehouse; it comes into being with its first write. */
  public static TableStore open(SparkSession spark, String warehouse) {
    if (warehouse.startsWith(CATALOG_PREFIX)) {
      String name = warehouse.substring(CATALOG_PREFIX.length());
      if (spark.conf().getOption("spark.sql.catalog." + name).isEmpty()) {
        throw Refusal.usage(
            "Spark has no catalog named " + name,
            "set spark.sql.catalog." + name + " in conf/spark");
      }
      return new TableStore(spark, warehouse, name);
    }
    String uri = Locations.absolute(warehouse);
    Folders.requireAtomicRename(uri);
    // One catalog a warehouse, so that one session can serve several sites in a demo or a test.
    String catalog = "w" + Locations.shortHash(uri);
    String key = "spark.sql.catalog." + catalog;
    spark.conf().set(key, "org.apache.iceberg.spark.SparkCatalog");
    spark.conf().set(key + ".type", "hadoop");
    spark.conf().set(key + ".warehouse", uri);
    spark.conf().set(key + ".cache-enabled", "false");
    if (uri.startsWith("file:")) {
      spark.conf().set(key + ".lock-impl", CommitLock.class.getName());
    }
    return new TableStore(spark, uri, catalog);
  }

  /** The warehouse as an absolute URI or catalog name. */
  public String warehouse() {
    return warehouse;
  }

  /** The session the tables live in. */
  public SparkSession spark() {
    return spark;
  }

  /** True when the table has been written at least once. */
  public boolean exists(Table table) {
    return spark.catalog().tableExists(name(table));
  }

  /** The rows, or exit 65 when an earlier verb has not run. */
  public Dataset<Row> read(Table table) {
    if (!exists(table)) {
      throw Refusal.badData(
          "the warehouse has no table " + table.name(), "run the verb that writes it first");
    }
    org.apache.iceberg.Table iceberg = iceberg(table);
    versions.read(iceberg.location(), GuardedAppend.snapshot(iceberg));
    Dataset<Row> rows = spark.table(name(table));
    TableSchema.check(table, rows.schema());
    return rows;
  }

  /** The rows, none when the table was never written. */
  public Dataset<Row> readOrEmpty(Table table) {
    return exists(table) ? read(table) : spark.createDataFrame(List.of(), TableSchema.of(table));
  }

  /**
   * What is known of a table before it is read.
   *
   * @param kind SQL condition of the rows that the reader's decision will hang on
   */
  public Basis basis(Table table, String kind) {
    return new Basis(table, snapshot(table), kind);
  }

  /**
   * Appends the rows that are not null in one commit and returns their number; nothing when there
   * are none.
   *
   * @throws Refusal exit 75, nothing written, if another run has added rows of the same kind since
   */
  public long append(Basis basis, JavaRDD<Row> rows) {
    JavaRDD<Row> present = rows.filter(Objects::nonNull);
    long count = present.count();
    if (count > 0) {
      create(basis.table());
      new GuardedAppend(spark, name(basis.table()), basis)
          .of(spark.createDataFrame(present, TableSchema.of(basis.table())));
      wrote(basis.table());
    }
    return count;
  }

  /** Appends in one atomic commit, whatever others append; the rows must keep the contract. */
  public void append(Table table, Dataset<Row> rows) {
    TableSchema.check(table, rows.schema());
    // The contract, not the plan, says which columns may be null.
    write(table, rows.javaRDD());
  }

  /** Appends the rows that are not null and returns their number; an empty set makes no commit. */
  public long append(Table table, JavaRDD<Row> rows) {
    JavaRDD<Row> present = rows.filter(Objects::nonNull);
    long count = present.count();
    if (count > 0) {
      write(table, present);
    }
    return count;
  }

  private void write(Table table, JavaRDD<Row> rows) {
    create(table);
    try {
      spark.createDataFrame(rows, TableSchema.of(table)).writeTo(name(table)).append();
    } catch (NoSuchTableException e) {
      throw new IllegalStateException(e);
    }
    wrote(table);
  }

  private void wrote(Table table) {
    org.apache.iceberg.Table iceberg = iceberg(table);
    versions.wrote(iceberg.location(), GuardedAppend.snapshot(iceberg));
  }

  /** The snapshot the next read will see; empty for a table never written. */
  public Optional<Long> snapshot(Table table) {
    return exists(table) ? GuardedAppend.snapshot(iceberg(table)) : Optional.empty();
  }

  /** What was deleted; empty when the table was never written. */
  public Optional<Expiry.Removed> expire(Table table, Expiry expiry) {
    if (!exists(table)) {
      return Optional.empty();
    }
    Expiry.Removed removed = expiry.from(spark, iceberg(table));
    if (!removed.isNothing()) {
      wrote(table);
    }
    return Optional.of(removed);
  }

  /** What was read and written through this object so far, at which snapshots. */
  public Lineage lineage() {
    return versions.lineage(spark.sparkContext());
  }

  private org.apache.iceberg.Table iceberg(Table table) {
    return GuardedAppend.load(spark, name(table));
  }

  private void create(Table table) {
    if (exists(table)) {
      return;
    }
    StringBuilder columns = new StringBuilder();
    StructField[] fields = TableSchema.of(table).fields();
    for (int i = 0; i < fields.length; i++) {
      Column column = table.columns().get(i);
      columns
          .append(i == 0 ? "" : ", ")
          .append(column.name())
          .append(' ')
          .append(fields[i].dataType().sql())
          .append(column.required() ? " NOT NULL" : "");
    }
    String partitioning = table.perPatient() ? " PARTITIONED BY (bucket(16, subject_key))" : "";
    spark.sql("CREATE NAMESPACE IF NOT EXISTS " + catalog + "." + NAMESPACE);
    spark.sql(
        "CREATE TABLE IF NOT EXISTS "
            + name(table)
            + " ("
            + columns
            + ") USING iceberg"
            + partitioning
            + " TBLPROPERTIES ('format-version'='2', 'write.delete.mode'='copy-on-write',"
            + " 'write.update.mode'='copy-on-write', 'write.merge.mode'='copy-on-write',"
            + " 'write.metadata.delete-after-commit.enabled'='true',"
            // A run that others overtake by more commits than this has to be called again. Iceberg
            // left alone tries again four times: four busy writers make the unluckiest fail.
            + " 'write.metadata.previous-versions-max'='20',"
            + " 'commit.retry.num-retries'='20', 'commit.retry.max-wait-ms'='2000',"
            // Bounds in the metadata would keep prefixes of keys after an erasure.
            + " 'write.metadata.metrics.default'='counts')");
  }

  private String name(Table table) {
    return catalog + "." + NAMESPACE + "." + table.name();
  }
}
