package org.medveil.jobs.auditreidentification;

import java.util.List;
import java.util.Locale;
import org.medveil.audits.reidentification.AttackResult;
import org.medveil.audits.reidentification.Attackers;
import org.medveil.audits.reidentification.NearDuplicates;
import org.medveil.audits.reidentification.RatePoint;
import org.medveil.audits.statistics.Estimate;
import org.medveil.jobs.audit.AuditFigure;

/** Sentences and numbers of the document. */
final class DocumentTexts {
  static final String NO_FILTER = NearDuplicates.NONE.id();

  static final List<String> LIMITS =
      List.of(
          "A low rate is no proof of anonymity: a stronger attacker, a better encoder or more"
              + " images of a patient may find what these attackers did not.",
          "A model that was trained with differential privacy does not make the vectors of images"
              + " anonymous: re-identification works on what an image shows, membership inference"
              + " on what a model remembers.",
          "A rate says nothing about a gallery of another size, about other devices or about other"
              + " patients than these.",
          "That demographics are easier to tell on re-identified images does not show that"
              + " patients are found by demographics: both need a good image. The galleries of"
              + " like patients are the test.",
          "The near-duplicate control takes out pairs of one patient only, by the rule that is"
              + " named. Near-duplicates beyond that rule remain.");

  private DocumentTexts() {}

  /** Whether this is a control and not an attacker one would choose. */
  static boolean control(String attacker) {
    return attacker.equals(Attackers.DEMOGRAPHICS) || attacker.equals("perceptual-hash");
  }

  static String group(AttackResult attack) {
    return attack.filter().equals(NO_FILTER)
        ? attack.patients().words()
        : attack.patients().words() + ", without near-duplicates";
  }

  static String strongest(AttackResult attack) {
    return "%s: the strongest attacker (%s, %s) finds the patient at first place for %s of %d probes, among %d images; guessing finds %s (%.0f times less)."
        .formatted(
            attack.policy().label(),
            attack.attacker(),
            attack.patients().words(),
            percent(attack.first().rate()),
            attack.first().probes(),
            attack.first().gallery(),
            percent(attack.first().chance()),
            attack.first().lift());
  }

  static String withoutNearDuplicates(AttackResult attack) {
    return "%s, %s: with near-duplicates of the probe taken out (%s), %s of %d probes are found; guessing finds %s."
        .formatted(
            attack.policy().label(),
            attack.attacker(),
            attack.filter(),
            percent(attack.first().rate()),
            attack.first().probes(),
            percent(attack.first().chance()));
  }

  static String controlled(AttackResult attack) {
    String means =
        attack.attacker().equals(Attackers.DEMOGRAPHICS)
            ? "predicted sex, age and ethnicity alone"
            : "the perceptual hash alone, without any encoder";
    return "%s: %s finds %s; guessing finds %s."
        .formatted(
            attack.policy().label(),
            means,
            percent(attack.first().rate()),
            percent(attack.first().chance()));
  }

  static AuditFigure figure(String metric, String group, Estimate estimate) {
    // A percentile interval of a bootstrap need not hold the value itself in tiny groups.
    return AuditFigure.of(metric, group, estimate.value())
        .between(estimate.interval().low(), estimate.interval().high());
  }

  static String percent(Estimate estimate) {
    return "%s [%s, %s]"
        .formatted(
            percent(estimate.value()),
            percent(estimate.interval().low()),
            percent(estimate.interval().high()));
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, share < 0.1 ? "%.2f %%" : "%.1f %%", 100 * share);
  }

  static String number(Estimate estimate) {
    return String.format(
        Locale.ROOT,
        "%.3f [%.3f, %.3f]",
        estimate.value(),
        estimate.interval().low(),
        estimate.interval().high());
  }

  static String small(double value) {
    return String.format(Locale.ROOT, "%.1e", value);
  }

  static List<String> rate(RatePoint point) {
    return List.of(
        percent(point.rate()),
        percent(point.chance()),
        String.format(Locale.ROOT, "%.1f", point.lift()),
        "" + point.probes(),
        "" + point.gallery());
  }
}
