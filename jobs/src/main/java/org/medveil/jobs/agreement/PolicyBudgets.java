package org.medveil.jobs.agreement;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.medveil.contracts.Refusal;
import org.medveil.dp.BudgetRule;
import org.medveil.dp.PrivacyBudget;
import org.medveil.jobs.cli.StrictHocon;

/** The rules of a site's policy: its total, and those of the optional list {@code budgets}. */
final class PolicyBudgets {
  private static final Set<String> KEYS =
      Set.of("cohort", "epsilon", "delta", "purpose", "window-days");

  private PolicyBudgets() {}

  static List<BudgetRule> read(Config policy, BudgetRule total, List<String> purposes) {
    List<BudgetRule> rules = new ArrayList<>(List.of(total));
    if (policy.hasPath("budgets")) {
      policy.getConfigList("budgets").forEach(one -> rules.add(rule(one, purposes)));
    }
    if (rules.stream().map(rule -> rule.subject()).distinct().count() < rules.size()) {
      throw Refusal.usage(
          "two budgets of the site's policy are about the same",
          "keep one of them; the policy's own epsilon and delta are a budget, too");
    }
    return List.copyOf(rules);
  }

  private static BudgetRule rule(Config one, List<String> purposes) {
    StrictHocon.allowOnly(one, KEYS, "a budget of section 'policy'");
    String purpose = one.hasPath("purpose") ? one.getString("purpose") : "";
    if (!purpose.isEmpty() && !purposes.contains(purpose)) {
      throw Refusal.usage(
          "a budget is for the purpose '" + purpose + "', which the site's policy does not have",
          "purposes: " + purposes);
    }
    int window = one.hasPath("window-days") ? one.getInt("window-days") : 0;
    if (one.hasPath("window-days") && window < 1) {
      throw Refusal.usage(
          "a budget's window-days must be at least 1, got " + window, "365 is a year");
    }
    return new BudgetRule(
        one.getString("cohort"),
        new PrivacyBudget(one.getDouble("epsilon"), one.getDouble("delta")),
        purpose,
        window);
  }
}
