package org.medveil.jobs.budget;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.medveil.contracts.Flow;
import org.medveil.dp.LedgerAudit;
import org.medveil.dp.LedgerExport;
import org.medveil.dp.LedgerRows;
import org.medveil.dp.VerifyingKey;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.tables.LedgerOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A regulator's copy of a site's ledger: verified on the way in, and nothing can spend from it. */
@Command(
    name = "import",
    description = {
      "Verify an export, every epsilon recomputed, and keep it as a read-only copy in a "
          + "new, empty database (--ledger).",
      "show, verify and export read it; reserve does not."
    },
    mixinStandardHelpOptions = true)
public final class BudgetImportJob extends Job {
  @Mixin private LedgerOptions ledger;

  @Option(
      names = "--in",
      required = true,
      paramLabel = "FILE",
      description = "What budget export wrote.")
  private Path in;

  @Option(
      names = "--public-key",
      paramLabel = "FILE",
      description = "The site's signing.pub; the export's rows and head must be signed by it.")
  private Path publicKey;

  @Override
  public Optional<Flow> flow() {
    return Optional.empty();
  }

  @Override
  protected JobResult run(Progress progress) {
    LedgerExport export = ExportFile.read(in);
    LedgerAudit audit = new LedgerAudit(export.rows());
    if (publicKey != null) {
      VerifyingKey key = VerifyingKey.read(publicKey);
      export.requireSignedBy(key);
      audit.requireSignedBy(key);
    }
    audit.recompute(row -> progress.count("rows", row, audit.rows()));
    boolean fresh = LedgerRows.importCopy(ledger.location(), export);
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("ledgerId", audit.ledgerId());
    metrics.put("rows", audit.rows());
    metrics.put("headHash", audit.headHash());
    metrics.put("exportedAt", export.at());
    metrics.put("signatureChecked", publicKey != null);
    return fresh ? JobResult.done(metrics, Map.of()) : JobResult.unchanged(metrics, Map.of());
  }
}
