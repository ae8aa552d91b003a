package org.medveil.jobs.agreement;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medveil.contracts.Refusal;
import org.medveil.dp.BudgetRule;
import org.medveil.dp.Mechanism;
import org.medveil.dp.PrivacyBudget;
import org.medveil.dp.PrivacyUnit;
import org.medveil.dp.Reservation;
import org.medveil.jobs.cli.StrictHocon;

/**
 * The site's own limits, section {@code policy} of its configuration. A job may only tighten them.
 *
 * @param cohort the budget's owner: all patients of this site's study
 * @param budget ε and δ of the cohort over all jobs, patient as unit
 * @param purposes what budget may be spent on
 * @param maxClippingNorm largest clipping norm a job may ask for
 * @param rules all limits: the one above, and those of the list {@code budgets}
 * @param noise which source of noise is accepted
 */
public record SitePolicy(
    String cohort,
    PrivacyBudget budget,
    List<String> purposes,
    double maxClippingNorm,
    List<BudgetRule> rules,
    NoiseChoice noise) {
  private static final Set<String> KEYS =
      Set.of(
          "cohort",
          "epsilon",
          "delta",
          "purposes",
          "max-clipping-norm",
          "budgets",
          "noise",
          "device");

  public SitePolicy {
    purposes = List.copyOf(purposes);
    rules = List.copyOf(rules);
  }

  /** Reads the section; there is no default for any of its limits. */
  public static SitePolicy read(Path conf) {
    Config file = StrictHocon.read(conf);
    if (!file.hasPath("policy")) {
      throw Refusal.usage(
          "the site's configuration has no section 'policy'",
          "the budget is the site's to set: see conf/site.conf");
    }
    try {
      Config policy = file.getConfig("policy");
      StrictHocon.allowOnly(policy, KEYS, "section 'policy'");
      String cohort = policy.getString("cohort");
      PrivacyBudget budget =
          new PrivacyBudget(policy.getDouble("epsilon"), policy.getDouble("delta"));
      List<String> purposes = policy.getStringList("purposes");
      return new SitePolicy(
          cohort,
          budget,
          purposes,
          policy.getDouble("max-clipping-norm"),
          PolicyBudgets.read(policy, BudgetRule.total(cohort, budget), purposes),
          policy.hasPath("noise") ? NoiseChoice.of(policy.getString("noise")) : NoiseChoice.OPENDP);
    } catch (ConfigException | IllegalArgumentException e) {
      throw Refusal.usage(
          "site policy cannot be used: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          "see conf/site.conf for an example with every key");
    }
  }

  /** The policy of a verb that spends; exit 2 when it was called without {@code --conf}. */
  public static SitePolicy of(Optional<Path> conf, String verb) {
    return read(
        conf.orElseThrow(
            () -> Refusal.usage(verb + " needs --conf", "the site's policy stands there")));
  }

  /** What a run of this cohort asks the ledger for, by the site's own rules. */
  public Reservation reservation(String runId, List<Mechanism> mechanisms, String purpose) {
    return new Reservation(runId, cohort, PrivacyUnit.PATIENT, mechanisms, rules, purpose);
  }

  /** Exit 77 unless budget may be spent on this purpose. */
  public void permit(String purpose) {
    if (!purposes.contains(purpose)) {
      throw Refusal.policy(
          "the site's policy does not allow budget to be spent on '" + purpose + "'",
          "allowed: " + purposes);
    }
  }

  /** The same for one of its purposes; exit 77 for any other. */
  public SitePolicy forPurpose(String purpose) {
    permit(purpose);
    return new SitePolicy(cohort, budget, List.of(purpose), maxClippingNorm, rules, noise);
  }

  /** Its purpose, where it has only one; exit 2 where a choice is to be made. */
  public String onlyPurpose() {
    if (purposes.size() != 1) {
      throw Refusal.usage(
          "the site's policy has several purposes", "say which: policy.forPurpose(...)");
    }
    return purposes.get(0);
  }

  /**
   * Exit 77 unless δ, asked for and of the site, is below one over the number of patients; the
   * number itself is never printed.
   */
  public void permit(PrivacyBudget asked, long patients) {
    if (Math.max(asked.delta(), budget.delta()) * patients >= 1) {
      throw Refusal.policy(
          "delta is not below one over the number of patients",
          "a delta that large allows publishing a whole patient: choose a smaller one");
    }
  }

  /** Exit 77 unless the run stays within the site's limits. */
  public void permit(String purpose, PrivacyBudget asked, double clippingNorm) {
    permit(purpose);
    if (asked.epsilon() > budget.epsilon() || asked.delta() > budget.delta()) {
      throw Refusal.policy(
          "asked for epsilon "
              + asked.epsilon()
              + " at delta "
              + asked.delta()
              + "; the site's policy allows "
              + budget.epsilon()
              + " at "
              + budget.delta()
              + " (unit patient, add/remove one)",
          "a job may only tighten the site's policy");
    }
    if (clippingNorm > maxClippingNorm) {
      throw Refusal.policy(
          "clipping norm " + clippingNorm + " is above the site's limit " + maxClippingNorm,
          "a job may only tighten the site's policy");
    }
  }
}
