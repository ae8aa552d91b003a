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

/** Marks another program's reservation as used. */
@Command(
    name = "commit",
    description = "Mark a reservation as used, before its result is shown: it cannot be voided.",
    mixinStandardHelpOptions = true)
public final class BudgetCommitJob extends Job {
  @Mixin private LedgerOptions ledger;

  @Option(
      names = "--run",
      required = true,
      paramLabel = "RUN_ID",
      description = "Run id of the reservation.")
  private String run;

  @Override
  public Optional<Flow> flow() {
    return Optional.empty();
  }

  @Override
  protected JobResult run(Progress progress) {
    try (PrivacyLedger open = ledger.open()) {
      open.commit(run);
      return JobResult.done(Map.of("runId", run), Map.of());
    }
  }
}
