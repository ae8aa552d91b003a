package org.medveil.dp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.medveil.contracts.Refusal;

/**
 * One limit of a site's policy: what may be spent on the patients of a cohort. Counted are the
 * reservations of the cohort, of its sub-studies and of the cohorts that hold it; {@code
 * docs/privacy/ledger.md} says what that promises.
 *
 * @param cohort whose patients
 * @param budget the limit, patient as unit
 * @param purpose only reservations for this purpose count; empty: all
 * @param windowDays only reservations of any so many days in a row count; 0: all, for ever
 */
public record BudgetRule(String cohort, PrivacyBudget budget, String purpose, int windowDays) {
  static final int LONGEST_WINDOW = 36_525;
  private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]{0,200}");

  /** Refuses (exit 2) names, purposes and windows outside the ranges above. */
  public BudgetRule {
    CohortPath.check(cohort);
    if (budget == null) {
      throw Refusal.usage("A budget rule needs epsilon and delta.", "They have no default.");
    }
    if (purpose == null || !LINE.matcher(purpose).matches()) {
      throw Refusal.usage(
          "A budget rule's purpose must be one line.", "Name the purpose of the agreement.");
    }
    if (windowDays < 0 || windowDays > LONGEST_WINDOW) {
      throw Refusal.usage(
          "A budget rule's window must be 1 to " + LONGEST_WINDOW + " days, got " + windowDays,
          "365 is a year; leave it out for a limit over all time.");
    }
  }

  /** The limit over all purposes and all time. */
  public static BudgetRule total(String cohort, PrivacyBudget budget) {
    return new BudgetRule(cohort, budget, "", 0);
  }

  /** Whether the rule holds over all purposes and all time. */
  public boolean isTotal() {
    return purpose.isEmpty() && windowDays == 0;
  }

  /** Whether a reservation of that cohort and purpose counts against this rule. */
  boolean counts(String spender, String spentFor) {
    return CohortPath.related(spender, cohort) && (purpose.isEmpty() || purpose.equals(spentFor));
  }

  /**
   * What the rule is about, apart from its figures: two rules about the same replace each other.
   */
  BudgetRule about() {
    return new BudgetRule(cohort, new PrivacyBudget(1, 0.5), purpose, windowDays);
  }

  /** The rule's subject in words, e.g. {@code cohort 'eyes', purpose 'grading', any 365 days}. */
  public String subject() {
    return "cohort '"
        + cohort
        + "'"
        + (purpose.isEmpty() ? "" : ", purpose '" + purpose + "'")
        + (windowDays == 0 ? "" : ", any " + windowDays + " days");
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("cohort", cohort);
    map.put("epsilon", budget.epsilon());
    map.put("delta", budget.delta());
    map.put("purpose", purpose);
    map.put("window_days", windowDays);
    return map;
  }
}
