package org.medveil.jobs.auditmembership;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medveil.audits.membership.MembershipAudit;
import org.medveil.audits.membership.PooledRates;
import org.medveil.audits.statistics.Estimate;
import org.medveil.jobs.audit.AuditFigure;
import org.medveil.jobs.audit.AuditTable;
import org.medveil.jobs.audit.AuditVerdict;

/**
 * The numbers of the document.
 *
 * @param alarm confidence at which a claim counts as refuted
 */
record MembershipFigures(double alarm) {
  List<AuditFigure> figures(Measured one, MembershipAudit.Result result) {
    List<AuditFigure> figures = new ArrayList<>();
    String how = result.attack() + ", ";
    figures.add(figure(how + "AUC", one.name(), result.all().auc(), 0.5));
    figures.add(rate(how + "TPR at 1 % FPR", one, result.all().atOnePercent(), 0.01));
    figures.add(rate(how + "TPR at 0.1 % FPR", one, result.atOnePerMille(), 0.001));
    for (MembershipAudit.Group group : result.groups()) {
      figures.add(figure(how + "AUC", one.name() + ", " + group.group(), group.auc(), 0.5));
      figures.add(
          figure(
              how + "TPR at 1 % FPR over all",
              one.name() + ", " + group.group(),
              group.atOnePercent().truePositives(),
              0.01));
    }
    result
        .worst()
        .ifPresent(
            group ->
                figures.add(
                    figure(how + "AUC", one.name() + ", " + group.group(), group.auc(), 0.5)));
    return figures;
  }

  private static AuditFigure figure(String metric, String group, Estimate of, double chance) {
    return AuditFigure.of(metric, group, of.value())
        .between(of.interval().low(), of.interval().high())
        .chance(chance)
        .on(of.patients(), "patients");
  }

  private AuditFigure rate(String metric, Measured one, PooledRates.Point point, double chance) {
    AuditFigure figure = figure(metric, one.name(), point.truePositives(), chance);
    return one.claim()
        .map(
            claim ->
                figure.judged(
                    claim.largestTruePositiveRate(chance),
                    one.refuted(alarm) ? AuditVerdict.FAIL : AuditVerdict.PASS))
        .orElse(figure);
  }

  static AuditTable table(List<List<String>> rows) {
    return new AuditTable(
        "Groups, at the threshold with 1 % false positives over all patients",
        List.of("training", "attack", "group", "patients", "AUC (95 %)", "TPR (95 %)", "FPR"),
        rows);
  }

  static List<String> row(
      Measured one, MembershipAudit.Result result, MembershipAudit.Group group) {
    return List.of(
        one.name(),
        result.attack(),
        group.group(),
        "" + group.patients(),
        with(group.auc()),
        with(group.atOnePercent().truePositives()),
        number(group.atOnePercent().falsePositives().value()));
  }

  static List<String> left(Measured one, MembershipAudit.Result result, String name) {
    String few = "not shown: a group is below " + MembershipAudit.LEAST_PATIENTS;
    return List.of(one.name(), result.attack(), name, few, "", "", "");
  }

  static String with(Estimate of) {
    return number(of.value())
        + " ["
        + number(of.interval().low())
        + ", "
        + number(of.interval().high())
        + "]";
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
