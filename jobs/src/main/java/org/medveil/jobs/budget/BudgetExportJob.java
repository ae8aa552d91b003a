package org.medveil.jobs.budget;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medveil.contracts.Flow;
import org.medveil.dp.LedgerAudit;
import org.medveil.dp.LedgerEntry;
import org.medveil.dp.LedgerExport;
import org.medveil.dp.LedgerRows;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.tables.LedgerOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a whole ledger into one signed file. */
@Command(
    name = "export",
    description = {
      "Write the whole ledger into one file with a signed head (--ledger-key): for a "
          + "regulator, and to notice later that a ledger lost rows.",
      "It holds no value of a patient."
    },
    mixinStandardHelpOptions = true)
public final class BudgetExportJob extends Job {
  @Mixin private LedgerOptions ledger;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "A new file; JSON lines.")
  private Path out;

  @Override
  public Optional<Flow> flow() {
    return Optional.empty();
  }

  @Override
  protected JobResult run(Progress progress) {
    List<LedgerEntry> rows = LedgerRows.unchecked(ledger.location());
    LedgerAudit audit = new LedgerAudit(rows);
    ExportFile.write(out, LedgerExport.write(rows, ledger.key()));
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("ledgerId", audit.ledgerId());
    metrics.put("rows", audit.rows());
    metrics.put("headHash", audit.headHash());
    metrics.put("rowsSigned", audit.signed());
    metrics.put("fileSigned", ledger.key().isPresent());
    return JobResult.done(metrics, Map.of("export", out.toString()));
  }
}
