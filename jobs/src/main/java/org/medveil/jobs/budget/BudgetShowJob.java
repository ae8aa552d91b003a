package org.medveil.jobs.budget;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
import org.medveil.dp.LedgerEntry;
import org.medveil.dp.PrivacyLedger;
import org.medveil.jobs.agreement.SitePolicy;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.tables.LedgerOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints a cohort's entries and its composed ε. */
@Command(
    name = "show",
    description =
        "Show a cohort's ledger entries, spent and remaining budget (policy from --conf).",
    mixinStandardHelpOptions = true)
public final class BudgetShowJob extends Job {
  @Mixin private LedgerOptions ledger;

  @Override
  public Optional<Flow> flow() {
    return Optional.empty();
  }

  @Override
  protected JobResult run(Progress progress) throws Exception {
    SitePolicy policy =
        SitePolicy.read(
            conf()
                .orElseThrow(
                    () ->
                        Refusal.usage("budget show needs --conf", "the policy names the cohort")));
    try (PrivacyLedger open = ledger.open()) {
      double delta = policy.budget().delta();
      double spent = open.spentEpsilon(policy.cohort(), delta);
      List<Map<String, Object>> entries = new ArrayList<>();
      for (LedgerEntry entry : open.entries(policy.cohort())) {
        progress.say("%d %-7s %s %s", entry.seq(), entry.kind(), entry.runId(), entry.reason());
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("seq", entry.seq());
        row.put("kind", entry.kind());
        row.put("runId", entry.runId());
        row.put("at", entry.at());
        row.put("hash", entry.hash());
        entries.add(row);
      }
      progress.say(
          "cohort %s: spent epsilon %.4f of %.4f at delta %.1e (unit patient, add/remove one,"
              + " Poisson, RDP accountant)",
          policy.cohort(), spent, policy.budget().epsilon(), delta);
      Map<String, Object> metrics = new LinkedHashMap<>();
      metrics.put("cohort", policy.cohort());
      metrics.put("unit", "patient");
      metrics.put("relation", "add/remove one patient");
      metrics.put("epsilonSpent", spent);
      metrics.put("epsilonLimit", policy.budget().epsilon());
      metrics.put("delta", delta);
      metrics.put("entries", entries);
      return JobResult.done(metrics, Map.of());
    }
  }
}
