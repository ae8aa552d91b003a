package org.medveil.jobs.budget;

import java.util.LinkedHashMap;
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

/** Makes a site's ledger: the only verb that does. */
@Command(
    name = "init",
    description = {
      "Make a site's privacy ledger, once.",
      "No other verb makes one: a mistyped path is refused, not answered with a fresh "
          + "budget. With --ledger-key every row is signed. Running again changes nothing."
    },
    mixinStandardHelpOptions = true)
public final class BudgetInitJob extends Job {
  @Mixin private LedgerOptions ledger;

  @Override
  public Optional<Flow> flow() {
    return Optional.empty();
  }

  @Override
  protected JobResult run(Progress progress) {
    boolean made = ledger.create();
    try (PrivacyLedger open = ledger.open()) {
      Map<String, Object> metrics = new LinkedHashMap<>();
      metrics.put("ledgerId", open.entries().get(0).runId());
      metrics.put("signed", !open.entries().get(0).signer().isEmpty());
      return made ? JobResult.done(metrics, Map.of()) : JobResult.unchanged(metrics, Map.of());
    }
  }
}
