package org.medveil.jobs.account;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medveil.dp.EpsilonBracket;
import org.medveil.dp.Mechanism;
import org.medveil.dp.NeighbourRelation;
import org.medveil.dp.PldAccountant;
import org.medveil.dp.RdpAccountant;
import org.medveil.dp.TradeOff;

/**
 * What a composition costs.
 *
 * @param asked the question
 * @param epsilon from both sides
 * @param rdp the cross-check, an upper bound of its own
 * @param attack the best that any attack can do
 */
record Assessment(Composition asked, EpsilonBracket epsilon, double rdp, TradeOff attack) {
  private static final double[] FALSE_POSITIVE_RATES = {0.001, 0.01};

  static Assessment of(Composition asked) {
    PldAccountant pld = new PldAccountant(asked.relation());
    return new Assessment(
        asked,
        pld.bracket(asked.mechanisms(), asked.delta()),
        new RdpAccountant(asked.relation()).epsilon(asked.mechanisms(), asked.delta()),
        TradeOff.of(pld.profile(asked.mechanisms())));
  }

  /** The relation in words. */
  static String words(NeighbourRelation relation) {
    return relation.words() + " patient";
  }

  Map<String, Object> metrics() {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("unit", "patient");
    metrics.put("relation", words(asked.relation()));
    metrics.put("sampler", asked.sampler());
    metrics.put("delta", asked.delta());
    metrics.put("epsilonPld", finite(epsilon.pessimistic()));
    metrics.put("epsilonPldOptimistic", epsilon.optimistic());
    metrics.put("epsilonRdp", finite(rdp));
    metrics.put("membershipAdvantage", attack.membershipAdvantage());
    for (double rate : FALSE_POSITIVE_RATES) {
      metrics.put("largestTprAtFpr" + rate, attack.largestTruePositiveRate(rate));
    }
    metrics.put("mechanisms", asked.mechanisms().stream().map(Mechanism::toMap).toList());
    return metrics;
  }

  /** JSON has no infinity; null says that nothing is promised. */
  static Double finite(double epsilon) {
    return Double.isInfinite(epsilon) ? null : epsilon;
  }

  /** For a data protection officer. */
  List<String> sentences() {
    return List.of(
        String.format(
            Locale.ROOT,
            "epsilon %s at delta %s (unit patient, %s, sampler %s, PLD accountant; proven not to be"
                + " below %s; RDP accountant: %s)",
            up(epsilon.pessimistic()),
            plain(asked.delta()),
            words(asked.relation()),
            asked.sampler(),
            down(epsilon.optimistic()),
            up(rdp)),
        String.format(
            Locale.ROOT,
            "An attacker who knows all but one patient, and all that was released, and may be wrong"
                + " about 0.1 %% of outsiders, finds a participant in at most %s of cases; wrong"
                + " about 1 %%: at most %s. True minus false positive rate: at most %s.",
            percent(attack.largestTruePositiveRate(FALSE_POSITIVE_RATES[0])),
            percent(attack.largestTruePositiveRate(FALSE_POSITIVE_RATES[1])),
            percent(attack.membershipAdvantage())));
  }

  /** Never less than it is. */
  static String up(double epsilon) {
    return rounded(epsilon, RoundingMode.CEILING);
  }

  /** 1e-5 and not 1.0E-5. */
  static String plain(double number) {
    return Double.toString(number).replace(".0E", "e").replace('E', 'e');
  }

  private static String down(double epsilon) {
    return rounded(epsilon, RoundingMode.FLOOR);
  }

  private static String rounded(double epsilon, RoundingMode mode) {
    return Double.isInfinite(epsilon)
        ? "infinity"
        : BigDecimal.valueOf(epsilon).setScale(4, mode).toPlainString();
  }

  private static String percent(double share) {
    return BigDecimal.valueOf(share * 100).setScale(2, RoundingMode.CEILING) + " %";
  }
}
