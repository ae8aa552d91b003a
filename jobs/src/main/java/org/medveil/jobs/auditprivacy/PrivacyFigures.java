package org.medveil.jobs.auditprivacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medveil.audits.privacy.PrivacyAudit;
import org.medveil.audits.privacy.ViewFinding;
import org.medveil.jobs.audit.AuditFigure;
import org.medveil.jobs.audit.AuditTable;
import org.medveil.jobs.audit.AuditVerdict;

/**
 * The numbers of the document.
 *
 * @param findings of the audit
 * @param level confidence of reported bounds
 */
record PrivacyFigures(PrivacyAudit.Findings findings, double level) {
  private static final double MOST = 1000;

  List<AuditFigure> figures() {
    List<AuditFigure> figures = new ArrayList<>();
    double claimed = findings.claim().epsilon();
    for (ViewFinding view : findings.views()) {
      figures.add(
          AuditFigure.of(
                  "epsilon lower bound, " + view.view(),
                  "unit patient, add/remove one, sampler Poisson, delta "
                      + findings.claim().delta(),
                  Math.min(MOST, view.epsilonLow()))
              .chance(0)
              .on(
                  view.hits().found().trials() + view.hits().accused().trials(),
                  "scores of the half that was measured")
              .judged(claimed, view.refuted() ? AuditVerdict.FAIL : AuditVerdict.PASS));
    }
    figures.add(
        AuditFigure.of(
                "epsilon lower bound, one-run test",
                "unit patient, add/remove one, sampler Poisson, delta " + findings.claim().delta(),
                oneRunBound())
            .chance(0)
            .on(findings.oneRun().canaries(), "canaries of the half that was measured"));
    return figures;
  }

  AuditTable views() {
    List<List<String>> rows = new ArrayList<>();
    for (ViewFinding view : findings.views()) {
      rows.add(
          List.of(
              view.view(),
              view.hits().found().hits() + " / " + view.hits().found().trials(),
              view.hits().accused().hits() + " / " + view.hits().accused().trials(),
              number(view.bounds().truePositives()),
              number(view.bounds().falsePositives()),
              number(view.epsilonLow()),
              view.refuted() ? "refuted at " + view.refutedAt() : "not refuted"));
    }
    return new AuditTable(
        "Views of what was released",
        List.of(
            "view",
            "in, called in",
            "out, called in",
            "TPR at least",
            "FPR at most",
            "epsilon at least",
            "claim"),
        rows);
  }

  AuditTable oneRun() {
    return new AuditTable(
        "One-run test (Steinke et al. 2023)",
        List.of("canaries", "guesses", "right", "epsilon at least"),
        List.of(
            List.of(
                "" + findings.oneRun().canaries(),
                "" + findings.oneRun().guesses(),
                "" + findings.oneRun().right(),
                number(oneRunBound()))));
  }

  double oneRunBound() {
    return findings.oneRun().epsilonLowerBound(findings.claim().delta(), level);
  }

  static String number(double value) {
    return value > MOST ? "above " + MOST : String.format(Locale.ROOT, "%.4g", value);
  }
}
