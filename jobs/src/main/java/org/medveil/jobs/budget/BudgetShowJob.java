package org.medveil.jobs.budget;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medveil.contracts.Flow;
import org.medveil.dp.Accountant;
import org.medveil.dp.BudgetRule;
import org.medveil.dp.LedgerAudit;
import org.medveil.dp.LedgerEntry;
import org.medveil.dp.LedgerRows;
import org.medveil.jobs.agreement.Samplers;
import org.medveil.jobs.agreement.SitePolicy;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.tables.LedgerOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints a ledger's entries and how each rule stands. */
@Command(
    name = "show",
    description = {
      "Show a ledger's entries, and for each budget what is spent and left.",
      "Limits come from --conf if it is given, else as the reservations brought them. Reads "
          + "ledgers and imported copies."
    },
    mixinStandardHelpOptions = true)
public final class BudgetShowJob extends Job {
  @Mixin private LedgerOptions ledger;

  @Override
  public Optional<Flow> flow() {
    return Optional.empty();
  }

  @Override
  protected JobResult run(Progress progress) {
    LedgerAudit audit = new LedgerAudit(LedgerRows.unchecked(ledger.location()));
    List<Map<String, Object>> entries = new ArrayList<>();
    for (LedgerEntry entry : audit.entries()) {
      progress.say("%d %-7s %s %s", entry.seq(), entry.kind(), entry.runId(), entry.reason());
      entries.add(row(entry));
    }
    Accountant accountant = ledger.accountant();
    List<RuleStatus> rules =
        rules(audit).stream().map(rule -> RuleStatus.of(audit, rule, accountant)).toList();
    Instant now = Instant.now();
    String sampler =
        Samplers.of(
            rules.stream().flatMap(one -> audit.counted(one.rule(), now).stream()).toList());
    progress.say(
        "unit patient, add/remove one, sampler %s, accountant %s", sampler, accountant.name());
    rules.forEach(rule -> progress.say("%s", rule.line()));
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("ledgerId", audit.ledgerId());
    metrics.put("signed", audit.signed());
    metrics.put("unit", "patient");
    metrics.put("relation", "add/remove one patient");
    metrics.put("sampler", sampler);
    metrics.put("accountant", accountant.name());
    if (conf().isPresent()) {
      // The policy's own total is the first rule; these keys are older than the list.
      RuleStatus total = rules.get(0);
      metrics.put("cohort", total.rule().cohort());
      metrics.put("epsilonSpent", total.spent());
      metrics.put("epsilonLimit", total.rule().budget().epsilon());
      metrics.put("delta", total.rule().budget().delta());
    }
    metrics.put("rules", rules.stream().map(RuleStatus::json).toList());
    metrics.put("entries", entries);
    return JobResult.done(metrics, Map.of());
  }

  /** The policy's rules first, then those that only the ledger knows. */
  private List<BudgetRule> rules(LedgerAudit audit) {
    Map<String, BudgetRule> rules = new LinkedHashMap<>();
    conf().ifPresent(file -> SitePolicy.read(file).rules().forEach(r -> rules.put(r.subject(), r)));
    audit.rules().forEach(rule -> rules.putIfAbsent(rule.subject(), rule));
    return List.copyOf(rules.values());
  }

  private static Map<String, Object> row(LedgerEntry entry) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("seq", entry.seq());
    row.put("kind", entry.kind());
    row.put("cohort", entry.cohort());
    row.put("runId", entry.runId());
    row.put("at", entry.at());
    row.put("hash", entry.hash());
    return row;
  }
}
