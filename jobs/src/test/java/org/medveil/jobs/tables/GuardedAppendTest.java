package org.medveil.jobs.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.RejectReason;
import org.medveil.contracts.Table;
import org.medveil.contracts.Tables;
import org.medveil.testkit.LocalSpark;

/** Two runs that decided on the same rows do not both add what was missing. */
@ExtendWith(LocalSpark.class)
class GuardedAppendTest {
  private static final Table OUTCOMES = Tables.OUTCOMES;
  private static final AtomicReference<Runnable> MIDST = new AtomicReference<>(() -> {});
  private static final int WRITERS = 4;
  private static final int COMMITS = 6;

  @TempDir private Path folder;
  private SparkSession spark;
  private TableStore store;

  @BeforeEach
  void open() {
    spark = SparkSession.active();
    store = TableStore.open(spark, folder.toString());
  }

  @Test
  void ofTwoRunsThatFoundTheTableEmptyOneWrites() {
    Basis first = store.basis(OUTCOMES, "true");
    Basis second = store.basis(OUTCOMES, "true");
    assertEquals(2, store.append(first, outcomes("p", "q")));
    assertRefused(second, outcomes("p", "q"));
    assertEquals(2, store.read(OUTCOMES).count());
  }

  @Test
  void ofTwoRunsThatFoundTheSameRowsOneWrites() {
    store.append(store.basis(OUTCOMES, "true"), outcomes("o"));
    Basis first = store.basis(OUTCOMES, "true");
    Basis second = store.basis(OUTCOMES, "true");
    store.append(first, outcomes("p"));
    assertRefused(second, outcomes("p"));
    store.append(store.basis(OUTCOMES, "true"), outcomes("q"));
    assertEquals(3, store.read(OUTCOMES).count());
  }

  @Test
  void aRivalThatCommitsWhileTheRowsAreWrittenIsNoticed() {
    store.append(store.basis(OUTCOMES, "true"), outcomes("o"));
    TableStore rival = TableStore.open(spark.newSession(), folder.toString());
    Basis basis = store.basis(OUTCOMES, "true");
    // Counted first, written second: the rival commits in the midst of the writing task.
    Runnable rivals = () -> rival.append(OUTCOMES, rivals(rival));
    MIDST.set(() -> MIDST.set(() -> CompletableFuture.runAsync(rivals).join()));
    JavaRDD<Row> rows = context().parallelize(List.of("p"), 1).map(GuardedAppendTest::inTheMidst);
    assertRefused(basis, rows);
    assertEquals(2, store.read(OUTCOMES).count());
  }

  private static Row inTheMidst(String subject) {
    Runnable now = MIDST.getAndSet(() -> {});
    now.run();
    return outcome(subject);
  }

  private static Dataset<Row> rivals(TableStore rival) {
    return rival.spark().createDataFrame(List.of(outcome("p")), TableSchema.of(OUTCOMES));
  }

  @Test
  void rowsOfAnotherKindDisturbNobody() {
    Basis ingest = store.basis(Tables.REJECTS, "stage = 'ingest'");
    Basis encode = store.basis(Tables.REJECTS, "stage = 'encode'");
    assertEquals(1, store.append(ingest, reject("ingest")));
    assertEquals(1, store.append(encode, reject("encode")));
    Basis ingestAgain = store.basis(Tables.REJECTS, "stage = 'ingest'");
    Basis rival = store.basis(Tables.REJECTS, "stage = 'ingest'");
    assertEquals(1, store.append(store.basis(Tables.REJECTS, "true"), reject("minimize")));
    assertEquals(1, store.append(ingestAgain, reject("ingest")), "a minimize came between");
    assertRefused(rival, reject("ingest"));
    assertEquals(4, store.read(Tables.REJECTS).count());
  }

  @Test
  void rowsThatWereTakenAwayMatterToo() {
    store.append(store.basis(OUTCOMES, "true"), outcomes("p", "q"));
    Basis before = store.basis(OUTCOMES, "true");
    spark.sql("DELETE FROM " + name() + " WHERE subject_key = 'p'");
    store.append(store.basis(OUTCOMES, "true"), outcomes("r"));
    assertRefused(before, outcomes("s"));
  }

  @Test
  void nothingToAddIsNoConflictAndNoCommit() {
    Basis before = store.basis(OUTCOMES, "true");
    store.append(store.basis(OUTCOMES, "true"), outcomes("p"));
    assertEquals(0, store.append(before, context().<Row>parallelize(List.of())));
  }

  @Test
  void ofManyWritersNoCommitIsLost() throws Exception {
    store.append(OUTCOMES, spark.createDataFrame(outcomes("p"), TableSchema.of(OUTCOMES)));
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    List<Callable<Void>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      String writer = "w" + i;
      writers.add(
          () -> {
            SparkSession own = spark.newSession();
            TableStore mine = TableStore.open(own, folder.toString());
            for (int commit = 0; commit < COMMITS; commit++) {
              JavaRDD<Row> one = outcomes(writer + "-" + commit);
              mine.append(OUTCOMES, own.createDataFrame(one, TableSchema.of(OUTCOMES)));
            }
            return null;
          });
    }
    try {
      for (Future<Void> one : threads.invokeAll(writers)) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(1 + WRITERS * COMMITS, store.read(OUTCOMES).count());
  }

  private void assertRefused(Basis basis, JavaRDD<Row> rows) {
    Refusal refusal = assertThrows(Refusal.class, () -> store.append(basis, rows));
    assertEquals(ExitCode.TRY_AGAIN, refusal.exitCode());
  }

  private String name() {
    return "w" + Locations.shortHash(store.warehouse()) + ".medveil.outcomes";
  }

  private JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(spark.sparkContext());
  }

  private JavaRDD<Row> outcomes(String... subjects) {
    List<Row> rows =
        IntStream.range(0, subjects.length).mapToObj(i -> outcome(subjects[i])).toList();
    return context().parallelize(rows, 1);
  }

  private static Row outcome(String subject) {
    return RowFactory.create(subject, "L", null, 1);
  }

  private JavaRDD<Row> reject(String stage) {
    Row row = RejectRow.of("uri", "hash", stage, RejectReason.UNREADABLE, "");
    return context().parallelize(List.of(row), 1);
  }
}
