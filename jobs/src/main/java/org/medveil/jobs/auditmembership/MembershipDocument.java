package org.medveil.jobs.auditmembership;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medveil.audits.membership.MembershipAudit;
import org.medveil.audits.membership.PooledRates;
import org.medveil.audits.membership.ShadowDesign;
import org.medveil.jobs.audit.AuditDocument;
import org.medveil.jobs.audit.AuditExhibits;
import org.medveil.jobs.audit.AuditFacts;
import org.medveil.jobs.audit.AuditFigure;
import org.medveil.jobs.audit.AuditOptions;
import org.medveil.jobs.audit.AuditVectors;
import org.medveil.jobs.cli.CodeVersion;

/** The audit as people read it. */
final class MembershipDocument {
  private final Settings settings;
  private final AuditVectors read;
  private final Population cohort;
  private final List<Measured> measured;

  /** What the audit was told. */
  record Settings(
      String model,
      ShadowDesign design,
      String scaling,
      double duplicateCosine,
      double alarm,
      AuditOptions options) {}

  MembershipDocument(
      Settings settings, AuditVectors read, Population cohort, List<Measured> measured) {
    this.settings = settings;
    this.read = read;
    this.cohort = cohort;
    this.measured = measured;
  }

  AuditDocument document() {
    MembershipFigures numbers = new MembershipFigures(settings.alarm);
    List<String> found = new ArrayList<>();
    List<AuditFigure> figures = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (Measured one : measured) {
      for (MembershipAudit.Result result : one.results()) {
        found.add(sentence(one, result));
        figures.addAll(numbers.figures(one, result));
        result.groups().forEach(group -> rows.add(MembershipFigures.row(one, result, group)));
        result.worst().ifPresent(group -> rows.add(MembershipFigures.row(one, result, group)));
        result.tooSmall().forEach(name -> rows.add(MembershipFigures.left(one, result, name)));
      }
      figures.add(
          AuditFigure.of(
                  "AUROC of the task on unseen patients, mean of the models",
                  one.name(),
                  one.auroc())
              .chance(0.5)
              .on(cohort.patients().size(), "patients"));
    }
    return new AuditDocument(
        AuditMembershipJob.VERB,
        "Can it be told from a model which patients trained it?",
        found,
        howSure(),
        doesNotShow(),
        figures,
        AuditExhibits.of(
            rows.isEmpty() ? List.of() : List.of(MembershipFigures.table(rows)),
            List.of(MembershipChart.of(measured))),
        facts());
  }

  private String sentence(Measured one, MembershipAudit.Result result) {
    PooledRates.Point low = result.atOnePerMille();
    String bound =
        one.claim()
            .map(
                claim ->
                    String.format(
                        Locale.ROOT,
                        "; the claim allows %s at 0.001 and is %s",
                        MembershipFigures.number(claim.largestTruePositiveRate(0.001)),
                        one.refuted(settings.alarm)
                            ? "REFUTED with confidence " + settings.alarm
                            : "not refuted"))
            .orElse("");
    return String.format(
        Locale.ROOT,
        "%s, %s: AUC %s (chance 0.5); at %s false positives %s of the members are found%s. Smallest"
            + " false positive rate that shows: %s over all models, %s in one.",
        one.name(),
        result.attack(),
        MembershipFigures.with(result.all().auc()),
        MembershipFigures.number(low.falsePositives().value()),
        MembershipFigures.with(low.truePositives()),
        bound,
        MembershipFigures.number(result.resolution()),
        MembershipFigures.number(result.resolution() * (settings.design.models() - 1)));
  }

  private String howSure() {
    return "Each of "
        + (settings.design.models() - 1)
        + " models was attacked with all others as its shadows; each patient was in half of them."
        + " Intervals are 95 % percentile bootstraps over patients, "
        + settings.options.replicates()
        + " replicates. A claim is tested at thresholds chosen on half of the models and measured on"
        + " the others, counting patients, not scores. "
        + cohort.patients().size()
        + " patients, "
        + cohort.images()
        + " images; left out: "
        + cohort.unlabelled()
        + " images without label, "
        + cohort.shared()
        + " patients with an image that nearly is another patient's.";
  }

  private List<String> doesNotShow() {
    return List.of(
        "That a stronger attack would not find more: an attack bounds leakage from below. Only the"
            + " proof of differential privacy bounds it from above.",
        "Anything about the vectors themselves: they are functions of the images, and a model's"
            + " privacy does not make them anonymous.",
        "The leakage of other models than the one named, or of models trained on more patients.");
  }

  private AuditFacts facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("source", read.source());
    facts.put("rows read", "" + read.read());
    read.rejected().forEach((reason, count) -> facts.put("left out: " + reason, "" + count));
    facts.put("model", settings.model);
    facts.put("models", "" + settings.design.models());
    facts.put("scaling", settings.scaling);
    facts.put("duplicate cosine", "" + settings.duplicateCosine);
    facts.put("seed", "" + settings.options.seed());
    facts.put("replicates", "" + settings.options.replicates());
    facts.put("code", CodeVersion.current());
    return AuditFacts.of(read.subjectSha256(), settings.options.simulatedBy(), facts, Map.of());
  }
}
