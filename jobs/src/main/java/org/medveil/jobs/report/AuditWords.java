package org.medveil.jobs.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medveil.jobs.audit.AuditChart;
import org.medveil.jobs.audit.AuditFigure;
import org.medveil.jobs.audit.AuditVerdict;

/** How audits and their numbers are called on the page. */
final class AuditWords {
  /** In the order of the page. */
  static final List<String> AUDITS =
      List.of(
          "audit-reidentification",
          "audit-ablation",
          "disentangle",
          "audit-membership",
          "audit-privacy",
          "audit-fairness");

  private static final Map<String, String> TITLES =
      Map.of(
          "audit-reidentification", "Can a patient be found again?",
          "audit-ablation", "Where identity, demographics and disease sit",
          "disentangle", "Taking out what should not be there",
          "audit-membership", "Can one tell who was trained on?",
          "audit-privacy", "Is the claimed ε true?",
          "audit-fairness", "Does the model serve every group?");

  private AuditWords() {}

  static String title(String audit) {
    return TITLES.getOrDefault(audit, audit);
  }

  /** Up to four significant digits. */
  static String number(double value) {
    return Format.number(value);
  }

  static String interval(AuditFigure figure) {
    return figure.ciLow() == null ? "–" : number(figure.ciLow()) + " – " + number(figure.ciHigh());
  }

  static Html mark(AuditVerdict verdict) {
    return switch (verdict) {
      case PASS -> Part.mark(true, "holds");
      case FAIL -> Part.mark(false, "REFUTED");
      case INFO -> Html.of("<span class=\"mark info\">measured, no claim tested</span>");
    };
  }

  /** What a screen reader says of a chart. */
  static String spoken(AuditChart chart) {
    return String.format(
        "%s chart: %s. %s against %s. The figures stand in the tables below.",
        chart.kind().name().charAt(0) + chart.kind().name().substring(1).toLowerCase(Locale.ROOT),
        chart.title(),
        chart.y().label(),
        chart.x().label());
  }
}
