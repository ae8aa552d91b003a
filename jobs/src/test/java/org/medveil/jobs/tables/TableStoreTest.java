package org.medveil.jobs.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Table;
import org.medveil.contracts.Tables;
import org.medveil.testkit.LocalSpark;

/** The contract of a table is kept on the way in and on the way out. */
@ExtendWith(LocalSpark.class)
class TableStoreTest {
  private static final Table TABLE = Tables.OUTCOMES;

  @TempDir private Path folder;
  private SparkSession spark;
  private TableStore store;

  @BeforeEach
  void open() {
    spark = SparkSession.active();
    store = TableStore.open(spark, folder.resolve("a warehouse").toString());
  }

  @Test
  void whatIsAppendedIsRead() {
    assertFalse(store.exists(TABLE));
    assertEquals(Optional.empty(), store.snapshot(TABLE));
    assertEquals(0, store.readOrEmpty(TABLE).count());
    store.append(TABLE, rows(row("p", "L", 1), row("q", null, 0)));
    long first = store.snapshot(TABLE).orElseThrow();
    store.append(TABLE, rows(row("r", "R", 1)));
    assertEquals(3, store.read(TABLE).count());
    assertTrue(first != store.snapshot(TABLE).orElseThrow(), "a commit, a snapshot");
    assertEquals(
        List.of(row("q", null, 0)), store.read(TABLE).filter("subject_key = 'q'").collectAsList());
  }

  @Test
  void everyTableOfTheHouseCanBeWrittenAndRead() {
    for (Table table : Tables.all()) {
      store.append(table, spark.createDataFrame(List.of(), TableSchema.of(table)));
      assertEquals(TableSchema.of(table).names().length, store.read(table).columns().length);
    }
  }

  @Test
  void aWrongOrderTypeOrNameIsRefusedOnWriting() {
    StructType right = TableSchema.of(TABLE);
    StructField[] f = right.fields();
    refused(new StructType(new StructField[] {f[1], f[0], f[2], f[3]}));
    refused(
        new StructType(
            new StructField[] {
              f[0], f[1], f[2], f[3].copy(f[3].name(), DataTypes.LongType, false, f[3].metadata())
            }));
    refused(
        new StructType(
            new StructField[] {
              f[0], f[1], f[2], f[3].copy("lable", f[3].dataType(), false, f[3].metadata())
            }));
    refused(new StructType(new StructField[] {f[0], f[1], f[2]}));
    refused(right.add("patient_name", DataTypes.StringType));
    assertFalse(store.exists(TABLE), "nothing came into being");
  }

  private void refused(StructType schema) {
    Refusal refusal =
        assertThrows(
            Refusal.class, () -> store.append(TABLE, spark.createDataFrame(List.of(), schema)));
    assertEquals(ExitCode.BAD_DATA, refusal.exitCode());
    assertTrue(refusal.getMessage().contains("outcomes"));
  }

  @Test
  void aTableThatSomeoneElseChangedIsRefusedOnReading() {
    store.append(TABLE, rows(row("p", "L", 1)));
    spark.sql("ALTER TABLE " + catalog() + ".medveil.outcomes ADD COLUMN patient_name STRING");
    Refusal refusal = assertThrows(Refusal.class, () -> store.read(TABLE));
    assertEquals(ExitCode.BAD_DATA, refusal.exitCode());
    assertThrows(Refusal.class, () -> store.readOrEmpty(TABLE));
  }

  @Test
  void aTableThatWasNeverWrittenIsRefusedOnReading() {
    Refusal refusal = assertThrows(Refusal.class, () -> store.read(TABLE));
    assertEquals(ExitCode.BAD_DATA, refusal.exitCode());
  }

  @Test
  void anEmptyAppendMakesNoCommit() {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    assertEquals(0, store.append(TABLE, context.<Row>parallelize(List.of())));
    assertFalse(store.exists(TABLE));
    store.append(TABLE, rows(row("p", "L", 1)));
    Optional<Long> before = store.snapshot(TABLE);
    assertEquals(0, store.append(TABLE, context.<Row>parallelize(List.of())));
    assertEquals(before, store.snapshot(TABLE));
  }

  @Test
  void anAppendThatFailsHalfwayLeavesNothing() {
    store.append(TABLE, rows(row("p", "L", 1)));
    Optional<Long> before = store.snapshot(TABLE);
    JavaRDD<Row> breaking =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(List.of(1, 2, 3, 4), 4)
            .map(
                i -> {
                  if (i == 4) {
                    throw new IllegalStateException("injected");
                  }
                  return row("p" + i, "L", 1);
                });
    assertThrows(
        Exception.class,
        () -> store.append(TABLE, spark.createDataFrame(breaking, TableSchema.of(TABLE))));
    assertEquals(before, store.snapshot(TABLE));
    assertEquals(1, store.read(TABLE).count());
  }

  @Test
  void aRequiredCellMayNotBeEmpty() {
    assertThrows(Exception.class, () -> store.append(TABLE, rows(row(null, "L", 1))));
    assertEquals(0, store.readOrEmpty(TABLE).count());
  }

  @Test
  void twoWarehousesOfOneSessionDoNotSeeEachOther() {
    TableStore other = TableStore.open(spark, folder.resolve("another").toString());
    store.append(TABLE, rows(row("p", "L", 1)));
    assertFalse(other.exists(TABLE));
    other.append(TABLE, rows(row("q", "L", 0), row("r", "L", 0)));
    assertEquals(1, store.read(TABLE).count());
    assertEquals(2, other.read(TABLE).count());
    assertTrue(Files.isDirectory(folder.resolve("a warehouse/medveil/outcomes")));
  }

  @Test
  void theSameFolderWrittenDifferentlyIsTheSameWarehouse() {
    store.append(TABLE, rows(row("p", "L", 1)));
    for (String same : List.of(folder + "/./a warehouse/", "file://" + folder + "/a warehouse")) {
      assertEquals(1, TableStore.open(spark, same).read(TABLE).count(), same);
    }
  }

  @Test
  void aCatalogThatSparkDoesNotKnowIsWrongUse() {
    Refusal refusal = assertThrows(Refusal.class, () -> TableStore.open(spark, "iceberg:nowhere"));
    assertEquals(ExitCode.USAGE, refusal.exitCode());
  }

  @Test
  void aCatalogOfTheOperatorIsUsedAsItIs() {
    spark.conf().set("spark.sql.catalog.hospital", "org.apache.iceberg.spark.SparkCatalog");
    spark.conf().set("spark.sql.catalog.hospital.type", "hadoop");
    spark.conf().set("spark.sql.catalog.hospital.warehouse", folder.resolve("c").toString());
    TableStore named = TableStore.open(spark, "iceberg:hospital");
    named.append(TABLE, rows(row("p", "L", 1)));
    assertEquals(1, spark.table("hospital.medveil.outcomes").count());
  }

  private String catalog() {
    return "w" + Locations.shortHash(store.warehouse());
  }

  private org.apache.spark.sql.Dataset<Row> rows(Row... rows) {
    return spark.createDataFrame(List.of(rows), TableSchema.of(TABLE));
  }

  private static Row row(String subject, String laterality, int label) {
    return RowFactory.create(subject, laterality, null, label);
  }
}
