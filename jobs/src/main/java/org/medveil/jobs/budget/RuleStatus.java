package org.medveil.jobs.budget;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medveil.dp.Accountant;
import org.medveil.dp.BudgetRule;
import org.medveil.dp.LedgerAudit;
import org.medveil.dp.Mechanism;
import org.medveil.dp.RdpAccountant;

/**
 * How a rule stands.
 *
 * @param rule the rule
 * @param spent composed ε of what counts against it, at its δ
 * @param crossCheck the same by Rényi accounting, a looser bound
 */
record RuleStatus(BudgetRule rule, double spent, double crossCheck) {
  private static final int BAR = 20;

  static RuleStatus of(LedgerAudit ledger, BudgetRule rule, Accountant accountant) {
    List<Mechanism> counted = ledger.counted(rule, Instant.now());
    double delta = rule.budget().delta();
    return new RuleStatus(
        rule, accountant.epsilon(counted, delta), new RdpAccountant().epsilon(counted, delta));
  }

  double left() {
    return Math.max(0, rule.budget().epsilon() - spent);
  }

  /** One line for people: a bar, the figures, whose. */
  String line() {
    int full = (int) Math.min(BAR, Math.ceil(BAR * spent / rule.budget().epsilon()));
    return String.format(
        Locale.ROOT,
        "[%s%s] spent epsilon %.4f of %.4f, left %.4f, at delta %.1e: %s",
        "#".repeat(full),
        ".".repeat(BAR - full),
        spent,
        rule.budget().epsilon(),
        left(),
        rule.budget().delta(),
        rule.subject());
  }

  Map<String, Object> json() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("cohort", rule.cohort());
    map.put("purpose", rule.purpose().isEmpty() ? null : rule.purpose());
    map.put("windowDays", rule.windowDays() == 0 ? null : rule.windowDays());
    map.put("epsilonSpent", spent);
    map.put("epsilonLimit", rule.budget().epsilon());
    map.put("epsilonLeft", left());
    map.put("delta", rule.budget().delta());
    map.put("epsilonSpentRdp", crossCheck);
    return map;
  }
}
