package org.medveil.jobs.auditprivacy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medveil.audits.privacy.PrivacyAudit;
import org.medveil.dp.SubsampledGaussian;
import org.medveil.jobs.audit.AuditDocument;
import org.medveil.jobs.audit.AuditExhibits;
import org.medveil.jobs.audit.AuditFacts;
import org.medveil.jobs.cli.CodeVersion;
import org.medveil.jobs.tables.Locations;

/** The audit as people read it. */
final class PrivacyDocument {
  private final PrivacyAudit audit;
  private final PrivacyAudit.Findings findings;
  private final double clip;
  private final String noise;
  private final long seed;
  private final PrivacyFigures figures;

  PrivacyDocument(
      PrivacyAudit audit, PrivacyAudit.Findings findings, double clip, String noise, long seed) {
    this.audit = audit;
    this.findings = findings;
    this.clip = clip;
    this.noise = noise;
    this.seed = seed;
    this.figures = new PrivacyFigures(findings, audit.levels().bound());
  }

  AuditDocument document() {
    return new AuditDocument(
        AuditPrivacyJob.VERB,
        "Does the trainer keep what its ledger says? Claimed: epsilon "
            + PrivacyFigures.number(findings.claim().epsilon())
            + " at "
            + unit()
            + ".",
        found(),
        howSure(),
        doesNotShow(),
        figures.figures(),
        AuditExhibits.of(
            List.of(figures.views(), figures.oneRun()),
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
        + PrivacyFigures.number(run.noiseMultiplier())
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
            PrivacyFigures.number(low),
            unit(),
            percent(audit.levels().bound()),
            100 * Math.min(1000, low) / findings.claim().epsilon(),
            PrivacyFigures.number(findings.claim().epsilon())));
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
            + PrivacyFigures.number(figures.oneRunBound())
            + ": it is nearly blind at large epsilon.");
    return lines;
  }

  private String howSure() {
    return "Thresholds were chosen on one half of the scores and measured on the other. Each rate has"
        + " an exact bound (Clopper-Pearson), each at level "
        + PrivacyFigures.number((1 - audit.levels().bound()) / 2)
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
}
