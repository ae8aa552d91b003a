package org.medveil.jobs.auditprivacy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medveil.audits.privacy.PrivacyAudit;
import org.medveil.audits.privacy.ViewFinding;
import org.medveil.dp.SubsampledGaussian;
import org.medveil.jobs.audit.AuditDocument;
import org.medveil.jobs.audit.AuditExhibits;
import org.medveil.jobs.audit.AuditFacts;
import org.medveil.jobs.audit.AuditFigure;
import org.medveil.jobs.audit.AuditTable;
import org.medveil.jobs.audit.AuditVerdict;
import org.medveil.jobs.cli.CodeVersion;
import org.medveil.jobs.tables.Locations;

/** The audit as people read it. */
final class PrivacyDocument {
  private static final double MOST = 1000;

  private final PrivacyAudit audit;
  private final PrivacyAudit.Findings findings;
  private final double clip;
  private final String noise;
  private final long seed;

  PrivacyDocument(
      PrivacyAudit audit, PrivacyAudit.Findings findings, double clip, String noise, long seed) {
    this.audit = audit;
    this.findings = findings;
    this.clip = clip;
    this.noise = noise;
    this.seed = seed;
  }

  AuditDocument document() {
    return new AuditDocument(
        AuditPrivacyJob.VERB,
        "Does the trainer keep what its ledger says? Claimed: epsilon "
            + number(findings.claim().epsilon())
            + " at "
            + unit()
            + ".",
        found(),
        howSure(),
        doesNotShow(),
        figures(),
        AuditExhibits.of(
            List.of(views(), oneRun()),
            List.of(RocChart.of(findings.canaries(), findings.claim()))),
        facts());
  }

  private String unit() {
    SubsampledGaussian run = findings.claim().mechanism();
    return "delta "
        + findings.claim().delta()
        + " (unit patient, add/remove one patient, sampler Poisson with rate "
        + run.samplingRate()
        + ", "
        + run.steps()
        + " steps, noise multiplier "
        + number(run.noiseMultiplier())
        + ")";
  }

  private List<String> found() {
    List<String> lines = new ArrayList<>();
    double low = findings.epsilonLow();
    lines.add(
        String.format(
            Locale.ROOT,
            "Canaries bound epsilon from below by %s at %s, with %s %% confidence: %.0f %% of the"
                + " claimed %s.",
            number(low),
            unit(),
            percent(audit.levels().bound()),
            100 * Math.min(MOST, low) / findings.claim().epsilon(),
            number(findings.claim().epsilon())));
    lines.add(
        findings
            .refutation()
            .map(
                view ->
                    "The claim is REFUTED with "
                        + percent(view.refutedAt())
                        + " % confidence by the view '"
                        + view.view()
                        + "'.")
            .orElse(
                "The claim is not refuted at "
                    + percent(audit.levels().alarm())
                    + " % over "
                    + findings.views().size()
                    + " views together."));
    lines.add(
        "The one-run (epsilon, delta) test bounds epsilon by "
            + number(oneRunBound())
            + ": it is nearly blind at large epsilon.");
    return lines;
  }

  private String howSure() {
    return "Thresholds were chosen on one half of the scores and measured on the other. Each rate has"
        + " an exact bound (Clopper-Pearson), each at level "
        + number((1 - audit.levels().bound()) / 2)
        + " for reported bounds. Alarms count all "
        + findings.views().size()
        + " views together (Bonferroni).";
  }

  private static List<String> doesNotShow() {
    return List.of(
        "A lower bound below the claim proves nothing: the truth lies between it and infinity. Only"
            + " the proof and the accountant bound epsilon from above.",
        "Other bugs than those these views can see: what depends on real images, other models,"
            + " rates too rare to count.",
        "Whether the tables of the house are anonymous. They are not; a guarantee is about what is"
            + " published.");
  }

  private List<AuditFigure> figures() {
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

  private AuditTable views() {
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

  private AuditTable oneRun() {
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

  private double oneRunBound() {
    return findings.oneRun().epsilonLowerBound(findings.claim().delta(), audit.levels().bound());
  }

  private AuditFacts facts() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("canaries per run", "" + audit.room().canaries());
    settings.put("runs", "" + audit.room().runs());
    settings.put("images per canary", "" + audit.room().images());
    settings.put("worlds", "" + audit.worlds().worlds());
    settings.put("clipping norm", "" + clip);
    settings.put("noise", noise);
    settings.put("seed", "" + seed);
    settings.put("code", CodeVersion.current());
    String mechanism = findings.claim().mechanism().toString();
    return AuditFacts.of(
        Locations.sha256(mechanism + " " + CodeVersion.current()),
        "canaries and worlds made by audit-privacy, no patients, seed " + seed,
        settings,
        Map.of());
  }

  private static String percent(double level) {
    return java.math.BigDecimal.valueOf(level)
        .movePointRight(2)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String number(double value) {
    return value > MOST ? "above " + MOST : String.format(Locale.ROOT, "%.4g", value);
  }
}
