package org.medveil.jobs.audit;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Tables;
import org.medveil.jobs.cli.DatasetVersion;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Lineage;
import org.medveil.jobs.tables.Locations;
import org.medveil.jobs.tables.TableSchema;
import org.medveil.jobs.tables.TableStore;

/**
 * Keeps an audit: its document as {@code OUT/<audit>.json}, its figures as rows of {@code
 * audit_findings}. The evidence of each row is the SHA-256 of the document.
 */
public final class AuditOutput {
  private AuditOutput() {}

  /**
   * The document and its rows; the same document adds its rows once.
   *
   * @param store of the warehouse, if one belongs to the audit
   */
  public static JobResult write(AuditDocument document, Path out, Optional<TableStore> store) {
    Kept kept = keep(document, out);
    store.ifPresent(open -> append(document, kept.sha256(), open));
    return result(document, kept, store);
  }

  private static void append(AuditDocument document, String sha256, TableStore store) {
    boolean there =
        !store
            .readOrEmpty(Tables.AUDIT_FINDINGS)
            .filter(
                col("audit").equalTo(document.audit()).and(col("evidence_sha256").equalTo(sha256)))
            .isEmpty();
    if (!there) {
      Timestamp now = Timestamp.from(Instant.now());
      List<Row> rows = document.figures().stream().map(f -> row(document, f, sha256, now)).toList();
      store.append(
          Tables.AUDIT_FINDINGS,
          store.spark().createDataFrame(rows, TableSchema.of(Tables.AUDIT_FINDINGS)));
    }
  }

  /** The name of an audit's document in its folder. */
  public static String fileName(String audit) {
    return audit + ".json";
  }

  private record Kept(Path file, String sha256, boolean fresh) {}

  private static Kept keep(AuditDocument document, Path out) {
    byte[] bytes = AuditJson.write(document);
    Path file = out.resolve(fileName(document.audit()));
    try {
      if (Files.exists(file) && java.util.Arrays.equals(bytes, Files.readAllBytes(file))) {
        return new Kept(file, Locations.sha256(bytes), false);
      }
      Files.createDirectories(out);
      Path draft = out.resolve(file.getFileName() + ".tmp");
      Files.write(draft, bytes);
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return new Kept(file, Locations.sha256(bytes), true);
    } catch (IOException e) {
      throw Refusal.tryAgain(
          "The audit document cannot be written.", "Check space and rights of the output folder.");
    }
  }

  private static Row row(AuditDocument document, AuditFigure f, String evidence, Timestamp at) {
    return RowFactory.create(
        document.audit(),
        document.facts().subjectSha256(),
        f.metric(),
        f.group(),
        f.value(),
        f.ciLow(),
        f.ciHigh(),
        f.threshold(),
        f.verdict().word(),
        evidence,
        at);
  }

  private static JobResult result(AuditDocument document, Kept kept, Optional<TableStore> store) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("verdict", document.verdict().word());
    metrics.put("figures", document.figures().size());
    metrics.put("found", document.found());
    metrics.put("evidenceSha256", kept.sha256());
    Map<String, Object> outputs = new LinkedHashMap<>();
    outputs.put("document", kept.file().toString());
    store.ifPresent(
        open -> outputs.put("findings", open.warehouse() + " " + Tables.AUDIT_FINDINGS.name()));
    Map<String, Object> read = new LinkedHashMap<>();
    read.put("subjectSha256", document.facts().subjectSha256());
    document.facts().hashes().forEach(read::put);
    Lineage lineage = store.map(TableStore::lineage).orElse(Lineage.NONE);
    return new JobResult(kept.fresh() ? "done" : "unchanged", metrics, outputs, read)
        .with(
            lineage.writing(
                DatasetVersion.at(
                    kept.file().toAbsolutePath().toString(), Optional.of(kept.sha256()))));
  }
}
