package org.medveil.jobs.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.audits.AuditRows;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Tables;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.tables.TableStore;
import org.medveil.testkit.LocalSpark;
import picocli.CommandLine;

/** An audit reads what it was pointed at, counts what it cannot use, and keeps what it found. */
@ExtendWith(LocalSpark.class)
class AuditInputTest {
  @TempDir private Path folder;

  @Test
  void everyRowIsUsedOrLeftOutForAReason() throws Exception {
    Path csv =
        file(
            """
            subject_key,visit_index,sex,label,v0,v1
            p,0,F,1,0.5,-1
            p,1,F,1,0.25,2
            q,0,,0,1,3
            ,0,M,0,1,3
            r,0,M,0,NaN,3
            s,0,M,0,,3
            t,0,M,7,1,3
            u,-1,M,1,1,3
            """);
    AuditVectors vectors = read(csv);
    assertEquals(8, vectors.read());
    assertEquals(3, vectors.used());
    assertEquals(
        Map.of(
            "no subject", 1L,
            "vector with a value that is not a finite number", 2L,
            "label other than 0 and 1", 1L,
            "negative visit", 1L),
        vectors.rejected());
    AuditRows rows = vectors.inMemory();
    assertEquals(List.of("p", "q"), rows.subjects());
    assertEquals(0.25f, rows.row(1).vector()[0]);
    assertEquals("F", rows.row(0).sex().orElseThrow());
    assertTrue(rows.row(2).sex().isEmpty() && rows.row(2).site().isEmpty());
  }

  @Test
  void aParquetFileHoldsTheVectorAsOneArray() throws Exception {
    Path file = parquet("SELECT 'p' subject_key, 'i' instance_key, array(1.5D, 2.5D) vector");
    assertEquals(2.5f, read(file).inMemory().row(0).vector()[1]);
  }

  /** The first fault counts, and of two lengths that are as common the smaller one is right. */
  @Test
  void theLengthThatMostVectorsHaveIsTheRightOne() throws Exception {
    AuditVectors vectors =
        read(
            parquet(
                "SELECT * FROM VALUES ('p', 'a', array(1D, 2D), 0), ('p', 'b', array(1D, 2D), 9),"
                    + " ('q', 'c', array(1D, 2D, 3D), 0), ('', 'd', array(1D, 2D, 3D), 0),"
                    + " ('r', 'e', CAST(NULL AS array<double>), 0), ('r', '', CAST(array() AS array<double>), 0)"
                    + " AS t(subject_key, instance_key, vector, label)"));
    assertEquals(2, vectors.dim());
    assertEquals(6, vectors.read());
    assertEquals(1, vectors.used());
    assertEquals(
        Map.of(
            "label other than 0 and 1", 1L,
            "vector of another length", 1L,
            "no subject", 1L,
            "no vector", 1L,
            "no instance", 1L),
        vectors.rejected());
    assertEquals(1, vectors.inMemory().size());
  }

  private Path parquet(String query) throws Exception {
    Path file = folder.resolve("vectors.parquet");
    Path parts = folder.resolve("parts");
    SparkSession.active().sql(query).coalesce(1).write().parquet(parts.toString());
    try (var made = Files.list(parts)) {
      return Files.move(
          made.filter(p -> p.toString().endsWith(".parquet")).findFirst().orElseThrow(), file);
    }
  }

  @Test
  void whatIsNotUnderstoodIsRefusedByName() throws Exception {
    assertRefused("subject_key,sexx,v0\np,F,1\n", "sexx");
    assertRefused("sex,v0\nF,1\n", "subject_key");
    assertRefused("subject_key,v0,v2\np,1,1\n", "v1");
    assertRefused("subject_key,sex\np,F\n", "vector");
    Refusal both =
        assertThrows(
            Refusal.class,
            () ->
                AuditInput.read(
                    SparkSession.active(), options("--vectors", "x.csv", "--warehouse", "w")));
    assertEquals(ExitCode.USAGE, both.exitCode());
  }

  @Test
  void anAuditIsKeptOnceWithTheHashOfItsDocumentAsEvidence() {
    TableStore store =
        TableStore.open(SparkSession.active(), folder.resolve("warehouse").toString());
    AuditDocument audit = AuditSample.of("audit-fairness");
    JobResult first = AuditOutput.write(audit, folder.resolve("audits"), Optional.of(store));
    JobResult second = AuditOutput.write(audit, folder.resolve("audits"), Optional.of(store));
    assertEquals(List.of("done", "unchanged"), List.of(first.status(), second.status()));
    assertEquals(
        audit.figures().size(),
        store
            .read(Tables.AUDIT_FINDINGS)
            .filter("evidence_sha256 = '" + first.metrics().get("evidenceSha256") + "'")
            .count());
  }

  private Path file(String csv) throws Exception {
    return Files.writeString(folder.resolve("vectors.csv"), csv);
  }

  private void assertRefused(String csv, String word) throws Exception {
    Path file = file(csv);
    Refusal refusal = assertThrows(Refusal.class, () -> read(file));
    assertEquals(ExitCode.USAGE, refusal.exitCode());
    assertTrue(refusal.getMessage().contains(word), refusal.getMessage());
  }

  private static AuditVectors read(Path file) {
    return AuditInput.read(SparkSession.active(), options("--vectors", file.toString()));
  }

  private static VectorOptions options(String... words) {
    return CommandLine.populateCommand(new VectorOptions(), words);
  }
}
