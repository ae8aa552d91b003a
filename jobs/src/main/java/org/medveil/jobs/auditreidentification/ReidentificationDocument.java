package org.medveil.jobs.auditreidentification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medveil.audits.AuditRows;
import org.medveil.audits.reidentification.AttackResult;
import org.medveil.audits.reidentification.AuditPlan;
import org.medveil.audits.reidentification.GalleryPolicy;
import org.medveil.audits.reidentification.RatePoint;
import org.medveil.audits.reidentification.ReidentificationAudit;
import org.medveil.audits.reidentification.TraitFinding;
import org.medveil.audits.statistics.Estimate;
import org.medveil.jobs.audit.AuditDocument;
import org.medveil.jobs.audit.AuditExhibits;
import org.medveil.jobs.audit.AuditFacts;
import org.medveil.jobs.audit.AuditFigure;
import org.medveil.jobs.audit.AuditVectors;

/**
 * The outcome as people read it.
 *
 * @param audited what was looked at
 * @param outcome within one set of vectors
 * @param linkage to another release, if one was given
 */
record ReidentificationDocument(
    Audited audited, ReidentificationAudit.Outcome outcome, Optional<Linkage> linkage) {
  /**
   * What was looked at.
   *
   * @param read the source
   * @param rows its rows
   * @param plan what was done
   * @param simulatedBy generator, version and seed, or null for patients
   */
  record Audited(AuditVectors read, AuditRows rows, AuditPlan plan, String simulatedBy) {}

  AuditDocument document() {
    return new AuditDocument(
        AuditReidentificationJob.VERB,
        "Can a patient be found again by the vector of an image? An attacker holds one image and a"
            + " gallery of images with known patients, and names the most similar ones. Is it the"
            + " person who is found, or a near-identical picture, or a person of the same sex and"
            + " age?",
        found(),
        howSure(),
        DocumentTexts.LIMITS,
        figures(),
        new AuditExhibits(
            new DocumentTables(outcome, linkage).all(),
            new DocumentCharts(attacks()).all(),
            List.of()),
        facts());
  }

  private List<AttackResult> attacks() {
    List<AttackResult> all = new ArrayList<>(outcome.attacks());
    linkage.ifPresent(linked -> all.addAll(linked.attacks()));
    return all;
  }

  private List<String> found() {
    List<String> sentences = new ArrayList<>();
    for (GalleryPolicy policy : GalleryPolicy.values()) {
      attacks().stream()
          .filter(attack -> attack.policy() == policy)
          .filter(attack -> !DocumentTexts.control(attack.attacker()))
          .filter(attack -> attack.filter().equals(DocumentTexts.NO_FILTER))
          .max(Comparator.comparingDouble(attack -> attack.first().rate().value()))
          .ifPresent(strongest -> sentences.add(DocumentTexts.strongest(strongest)));
    }
    attacks().stream()
        .filter(attack -> !attack.filter().equals(DocumentTexts.NO_FILTER))
        .filter(attack -> attack.attacker().equals(attacks().get(0).attacker()))
        .forEach(attack -> sentences.add(DocumentTexts.withoutNearDuplicates(attack)));
    attacks().stream()
        .filter(attack -> DocumentTexts.control(attack.attacker()))
        .forEach(attack -> sentences.add(DocumentTexts.controlled(attack)));
    outcome.skipped().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(skip -> sentences.add("Not evidenced: " + skip.getKey() + ". " + skip.getValue()));
    return sentences;
  }

  private String howSure() {
    return "%d images of %d patients; %d rows of the source were left out. Intervals are 95 %% percentile bootstraps with %d replicates that resample whole patients. Chance is exact for each gallery. A rate holds for its gallery's size only. Trained attackers never saw a probe's patient, nor anyone in its gallery."
        .formatted(
            audited.rows.size(),
            audited.rows.patients(),
            audited.read.read() - audited.read.used(),
            audited.plan.resampling().replicates());
  }

  private List<AuditFigure> figures() {
    List<AuditFigure> figures = new ArrayList<>();
    for (AttackResult attack : attacks()) {
      figures.add(
          rate(attack, "top-1", attack.first()).on(attack.first().probes(), "probe images"));
      figures.add(
          rate(attack, "top-5", attack.fifth()).on(attack.fifth().probes(), "probe images"));
      figures.add(
          rate(attack, "top-1 per patient", attack.perPatient())
              .on(attack.matedPatients(), "patients"));
      attack
          .verification()
          .ifPresent(
              verified -> {
                figures.add(plain(attack, "verification AUC", verified.auc()).chance(0.5));
                figures.add(
                    plain(attack, "verification equal error rate", verified.equalError())
                        .chance(0.5));
                figures.add(
                    plain(
                            attack,
                            "true accepts at false accepts "
                                + DocumentTexts.small(verified.falseAccepts()),
                            verified.accepted())
                        .chance(verified.falseAccepts()));
              });
    }
    for (TraitFinding trait : outcome.traits()) {
      figures.add(
          DocumentTexts.figure("AUC of demographics", trait.trait(), trait.all()).chance(0.5));
      figures.add(
          DocumentTexts.figure(
              "AUC of demographics, re-identified less other images",
              trait.trait(),
              trait.difference()));
    }
    return figures;
  }

  private static AuditFigure rate(AttackResult attack, String what, RatePoint point) {
    return plain(attack, what, point.rate()).chance(point.chance());
  }

  private static AuditFigure plain(AttackResult attack, String what, Estimate estimate) {
    return DocumentTexts.figure(
        attack.policy().label() + " " + what + ", " + attack.attacker(),
        DocumentTexts.group(attack),
        estimate);
  }

  private AuditFacts facts() {
    Map<String, String> settings = new LinkedHashMap<>();
    AuditPlan plan = audited.plan;
    settings.put("attackers", String.join(", ", plan.attackers()));
    settings.put(
        "policies", String.join(", ", plan.policies().stream().map(GalleryPolicy::label).toList()));
    settings.put("folds", "" + plan.folds());
    settings.put("near-duplicates", plan.nearDuplicates().id());
    settings.put("shrinkage", "" + plan.shrinkage());
    settings.put("replicates", "" + plan.resampling().replicates());
    settings.put("seed", "" + plan.resampling().seed());
    settings.put("source", audited.read.source());
    settings.put("dimension", "" + audited.rows.dimension());
    Map<String, String> hashes = new LinkedHashMap<>();
    linkage.ifPresent(linked -> hashes.put("release", linked.sha256()));
    return AuditFacts.of(audited.read.subjectSha256(), audited.simulatedBy, settings, hashes);
  }
}
