package org.medveil.dp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medveil.contracts.Refusal;

/** Holds a reservation against every rule that it touches. */
record BudgetCheck(Accountant accountant, LedgerBook book, Instant now) {
  /**
   * The terms on which it may stand.
   *
   * @throws Refusal exit 90 if a rule would be broken; exit 77 if related cohorts are accounted in
   *     another unit
   */
  LedgerTerms terms(Reservation asked) {
    List<LedgerTerms.Checked> checked = new ArrayList<>();
    List<BudgetShortfall> shortfalls = new ArrayList<>();
    for (BudgetRule rule : book.rulesFor(asked.cohort(), asked.purpose(), asked.rules())) {
      List<Reserved> live = book.live(rule, now);
      refuseOtherUnit(asked, live);
      List<Mechanism> together = new ArrayList<>(LedgerBook.mechanisms(live));
      together.addAll(asked.mechanisms());
      double after = accountant.epsilon(together, rule.budget().delta());
      if (after <= rule.budget().epsilon()) {
        checked.add(new LedgerTerms.Checked(rule, after));
      } else {
        shortfalls.add(new BudgetShortfall(rule, live, after));
      }
    }
    if (!shortfalls.isEmpty()) {
      throw new OverBudget(shortfalls);
    }
    return new LedgerTerms(asked.unit(), asked.purpose(), accountant.name(), checked);
  }

  private static void refuseOtherUnit(Reservation asked, List<Reserved> live) {
    if (live.stream().anyMatch(one -> one.terms().unit() != asked.unit())) {
      throw Refusal.policy(
          String.format(
              Locale.ROOT,
              "Cohort '%s', or one it holds or that holds it, is accounted in another privacy unit.",
              asked.cohort()),
          "One cohort has one unit; use the unit of its first reservation.");
    }
  }
}
