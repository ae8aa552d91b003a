package org.medveil.jobs.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Tables;
import org.medveil.testkit.LocalSpark;

/** Old snapshots and files without one go; rows, the present snapshot and young files stay. */
@ExtendWith(LocalSpark.class)
class ExpiryTest {
  private static final Instant NOW = Instant.now();
  private static final Instant LATER = NOW.plus(Duration.ofHours(1));
  private static final Instant EARLIER = NOW.minus(Duration.ofDays(2));

  @TempDir private Path folder;
  private TableStore store;

  @BeforeEach
  void threeCommits() {
    store = TableStore.open(SparkSession.active(), folder.toString());
    for (String patient : List.of("p", "q", "r")) {
      store.append(Tables.OUTCOMES, outcome(patient));
    }
  }

  @Test
  void rowsAndThePresentSnapshotStay() {
    long present = store.snapshot(Tables.OUTCOMES).orElseThrow();
    Expiry.Removed removed = expire(LATER, EARLIER);
    assertEquals(2, removed.snapshots());
    assertEquals(2, removed.files(), "the lists of their manifests");
    assertEquals(present, store.snapshot(Tables.OUTCOMES).orElseThrow());
    assertEquals(Set.of("p", "q", "r"), patients());
    assertTrue(expire(LATER, EARLIER).isNothing(), "there is nothing left to do");
    store.append(store.basis(Tables.OUTCOMES, "true"), outcome("s"));
    assertEquals(Set.of("p", "q", "r", "s"), patients());
  }

  @Test
  void youngSnapshotsStay() {
    assertTrue(expire(EARLIER, EARLIER).isNothing());
  }

  @Test
  void aDeletedRowsBytesAreThereUntilItsSnapshotGoes() throws IOException {
    store.spark().sql("DELETE FROM " + table() + " WHERE subject_key = 'q'");
    assertEquals(3, data().size(), "a delete alone is no erasure");
    Expiry.Removed removed = expire(LATER, EARLIER);
    assertEquals(2, data().size());
    assertEquals(3, removed.snapshots());
    assertEquals(Set.of("p", "r"), patients());
  }

  @Test
  void whatAKilledRunLeftGoesOnceItIsOld() throws IOException {
    Path source = data().first();
    Path old = source.resolveSibling("old-orphan.parquet");
    Path young = source.resolveSibling("young-orphan.parquet");
    Files.copy(source, old);
    Files.copy(source, young);
    Files.setLastModifiedTime(old, FileTime.from(EARLIER.minus(Duration.ofDays(1))));
    assertEquals(1, expire(EARLIER, EARLIER).orphans());
    assertFalse(Files.exists(old));
    assertTrue(Files.exists(young), "it may belong to a run that is still writing");
    assertEquals(Set.of("p", "q", "r"), patients());
  }

  @Test
  void aRunThatBeganBeforeTheOldestSnapshotBeginsAgain() {
    Basis before = store.basis(Tables.OUTCOMES, "subject_key = 's'");
    store.append(Tables.OUTCOMES, outcome("t"));
    expire(LATER, EARLIER);
    Refusal refusal = assertThrows(Refusal.class, () -> store.append(before, outcome("s")));
    assertEquals(ExitCode.TRY_AGAIN, refusal.exitCode());
    assertEquals(Set.of("p", "q", "r", "t"), patients());
  }

  @Test
  void aTableThatWasNeverWrittenHasNothing() {
    assertTrue(store.expire(Tables.IMAGES, new Expiry(LATER, EARLIER)).isEmpty());
  }

  private Expiry.Removed expire(Instant snapshotsBefore, Instant orphansBefore) {
    return store.expire(Tables.OUTCOMES, new Expiry(snapshotsBefore, orphansBefore)).orElseThrow();
  }

  private JavaRDD<Row> outcome(String patient) {
    return JavaSparkContext.fromSparkContext(store.spark().sparkContext())
        .parallelize(List.of(RowFactory.create(patient, "R", null, 1)), 1);
  }

  private Set<String> patients() {
    Set<String> patients = new TreeSet<>();
    store.read(Tables.OUTCOMES).collectAsList().forEach(row -> patients.add(row.getString(0)));
    return patients;
  }

  private TreeSet<Path> data() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("medveil/outcomes/data"))) {
      TreeSet<Path> data = new TreeSet<>();
      files.filter(file -> file.toString().endsWith(".parquet")).forEach(data::add);
      return data;
    }
  }

  private String table() {
    return "w" + Locations.shortHash(store.warehouse()) + ".medveil.outcomes";
  }
}
