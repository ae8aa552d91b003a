package org.medveil.jobs.budget;

import java.util.Map;
import java.util.Optional;
import org.medveil.contracts.Flow;
import org.medveil.dp.PrivacyLedger;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.tables.LedgerOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Voids the reservation of a run that released nothing. */
@Command(
    name = "void",
    description = "Void a crashed run's reservation. Only for a run that released nothing.",
    mixinStandardHelpOptions = true)
public final class BudgetVoidJob extends Job {
  @Mixin private LedgerOptions ledger;

  @Option(
      names = "--run",
      required = true,
      paramLabel = "RUN_ID",
      description = "Run id, as budget show prints it.")
  private String run;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why nothing was released.")
  private String reason;

  @Override
  public Optional<Flow> flow() {
    return Optional.empty();
  }

  @Override
  protected JobResult run(Progress progress) throws Exception {
    try (PrivacyLedger open = ledger.open()) {
      open.voidRun(run, reason);
      return JobResult.done(Map.of("runId", run), Map.of());
    }
  }
}
