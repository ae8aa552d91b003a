package org.medveil.jobs.report;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.medveil.jobs.cli.StrictObject;

/**
 * The privacy that was spent, in the accountant's words.
 *
 * @param terms what the guarantee is about
 * @param delta δ of every ε here, in (0, 1)
 * @param budgetEpsilon the ε no site may pass
 * @param spent one entry per site and round
 */
record PrivacyData(Terms terms, double delta, double budgetEpsilon, List<Spent> spent)
    implements Figure.PublicConstant {

  /** The words without which an ε means nothing. */
  record Terms(
      String unit, String relation, String sampler, String accountant, String noiseSource) {}

  /**
   * What one round cost.
   *
   * @param epsilonAfter the ledger's composed ε of the site's cohort after this round
   */
  record Spent(String site, int round, double epsilonAfter, RoundPlan plan, String ledgerEntry)
      implements Figure.PublicConstant {
    static Spent read(StrictObject o) {
      return new Spent(
          o.text("site"),
          o.smallInteger("round", 1),
          o.notNegative("epsilon_after"),
          RoundPlan.read(o),
          o.sha256("ledger_entry_hash"));
    }
  }

  /** The public settings of one round: noise σ/C, Poisson rate q in (0, 1], steps, clip norm C. */
  record RoundPlan(double noiseMultiplier, double samplingRate, int steps, double clippingNorm)
      implements Figure.PublicConstant {
    static RoundPlan read(StrictObject o) {
      double rate = o.share("sampling_rate");
      o.check(rate > 0, "sampling_rate", "must be above 0");
      return new RoundPlan(
          o.positive("noise_multiplier"),
          rate,
          o.smallInteger("steps", 1),
          o.positive("clipping_norm"));
    }
  }

  static PrivacyData read(StrictObject o) {
    double delta = o.positive("delta");
    o.check(delta < 1, "delta", "must be below 1");
    List<Spent> spent = o.someObjects("spent", Spent::read);
    Set<List<Object>> seen = new HashSet<>();
    for (Spent s : spent) {
      o.check(seen.add(List.of(s.site, s.round)), "spent", "must not repeat a site's round");
    }
    Terms terms =
        new Terms(
            o.oneOf("unit", List.of("patient", "image")),
            o.text("relation"),
            o.text("sampler"),
            o.text("accountant"),
            o.text("noise_source"));
    return new PrivacyData(terms, delta, o.positive("budget_epsilon"), spent);
  }

  /** The highest ε any site has spent. */
  double maxEpsilon() {
    return spent.stream().mapToDouble(Spent::epsilonAfter).max().orElseThrow();
  }

  /** The ε of one site after one round, or null when the ledger has no entry for it. */
  Double epsilon(String site, int round) {
    return spent.stream()
        .filter(s -> s.site.equals(site) && s.round == round)
        .map(Spent::epsilonAfter)
        .findFirst()
        .orElse(null);
  }
}
