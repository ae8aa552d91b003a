package org.medveil.dp;

import java.util.List;
import java.util.regex.Pattern;
import org.medveil.contracts.Refusal;

/**
 * A run's request to spend from a cohort's budget.
 *
 * @param runId unique name of the run, letters, digits and {@code ._:/+-}, at most 128
 * @param cohort whose budget, same alphabet; {@code a/x} is a sub-study of {@code a}
 * @param unit privacy unit
 * @param mechanisms everything the run will do, at least one
 * @param rules the limits of the site's policy, at most 64; one of them limits the cohort, or one
 *     that holds it, over all purposes and all time
 * @param purpose what for, one line of at most 200 characters
 */
public record Reservation(
    String runId,
    String cohort,
    PrivacyUnit unit,
    List<Mechanism> mechanisms,
    List<BudgetRule> rules,
    String purpose) {
  private static final int MOST_RULES = 64;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/+-]{0,127}");
  private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]{1,200}");

  /** Refuses (exit 2) names, purposes and rules outside the ranges above. */
  public Reservation {
    mechanisms = List.copyOf(mechanisms);
    rules = List.copyOf(rules);
    CohortPath.check(cohort);
    if (!NAME.matcher(runId).matches()) {
      throw Refusal.usage(
          "A run id has characters that the ledger does not take.",
          "Use up to 128 letters, digits and . _ : / + -, beginning with a letter or digit.");
    }
    if (mechanisms.isEmpty()) {
      throw Refusal.usage("A reservation names no mechanism.", "Say what the run will do.");
    }
    if (unit == null) {
      throw Refusal.usage("A reservation needs a unit.", "It is PATIENT unless asked otherwise.");
    }
    if (!LINE.matcher(purpose).matches() || purpose.isBlank()) {
      throw Refusal.usage(
          "A reservation needs a purpose of one line.", "Name the purpose of the agreement.");
    }
    checkRules(cohort, rules);
  }

  /** A request under one limit over all purposes and all time. */
  public Reservation(
      String runId,
      String cohort,
      PrivacyUnit unit,
      List<Mechanism> mechanisms,
      PrivacyBudget limit,
      String purpose) {
    this(runId, cohort, unit, mechanisms, List.of(BudgetRule.total(cohort, limit)), purpose);
  }

  private static void checkRules(String cohort, List<BudgetRule> rules) {
    if (rules.stream().noneMatch(r -> r.isTotal() && CohortPath.within(cohort, r.cohort()))) {
      throw Refusal.usage(
          "No rule limits the cohort over all purposes and all time.",
          "The site's policy needs epsilon and delta for it, or for a cohort that holds it.");
    }
    if (rules.size() > MOST_RULES) {
      throw Refusal.usage("A reservation has more than " + MOST_RULES + " rules.", "Merge some.");
    }
    if (rules.stream().map(BudgetRule::about).distinct().count() < rules.size()) {
      throw Refusal.usage("Two budget rules are about the same.", "Keep one of them.");
    }
  }
}
