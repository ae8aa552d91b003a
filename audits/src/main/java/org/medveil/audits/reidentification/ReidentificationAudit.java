package org.medveil.audits.reidentification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.contracts.Refusal;

/**
 * The whole protocol on one set of vectors. Attackers without training search everybody; trained
 * ones search unseen patients only, fold by fold, and the untrained search there too, for
 * comparison. The control of near-duplicates and the confounders are part of it.
 */
public final class ReidentificationAudit {
  private final AuditRows rows;
  private final AuditPlan plan;
  private final Map<String, PixelPrint> prints;
  private final GallerySearch search;

  /**
   * @param rows vectors with what is known of them
   * @param plan what to do
   * @param prints of images, by instance; may be empty
   * @param search where it is computed
   */
  public ReidentificationAudit(
      AuditRows rows, AuditPlan plan, Map<String, PixelPrint> prints, GallerySearch search) {
    this.rows = rows;
    this.plan = plan;
    this.prints = Map.copyOf(prints);
    this.search = search;
  }

  /**
   * What was found.
   *
   * @param attacks one for each attacker and gallery that could be judged
   * @param skipped why others could not, by policy or attacker
   * @param traits demographics, and whether re-identified images show them more
   */
  public record Outcome(
      List<AttackResult> attacks, Map<String, String> skipped, List<TraitFinding> traits) {
    /** Copies. */
    public Outcome {
      attacks = List.copyOf(attacks);
      skipped = Map.copyOf(skipped);
      traits = List.copyOf(traits);
    }
  }

  /** Everything; a policy that no row can answer is skipped and named. */
  public Outcome run() {
    List<AttackResult> attacks = new ArrayList<>();
    Map<String, String> skipped = new HashMap<>();
    Map<String, Double> hits = new HashMap<>();
    FoldAttackers attackers = new FoldAttackers(rows, plan);
    for (GalleryPolicy policy : plan.policies()) {
      try {
        attacks.addAll(everybody(policy, hits));
        if (plan.folds() > 0) {
          attacks.addAll(unseen(policy, attackers));
        }
      } catch (Refusal refusal) {
        if (refusal.exitCode() != org.medveil.contracts.ExitCode.BAD_DATA) {
          throw refusal;
        }
        skipped.put(policy.label(), refusal.getMessage());
      }
    }
    if (attacks.isEmpty()) {
      throw Refusal.badData(
          "No policy found a patient with two images to compare.",
          "Patients need several images, visits or eyes; see docs/reidentification.md.");
    }
    int folds = Math.max(2, plan.folds());
    return new Outcome(
        attacks, skipped, new TraitAudit(rows, folds, plan.resampling()).findings(hits));
  }

  private List<AttackResult> everybody(GalleryPolicy policy, Map<String, Double> hits) {
    List<AttackResult> results = new ArrayList<>();
    MateRule plain = MateRule.of(policy);
    for (String name : plan.attackers()) {
      if (Attackers.UNTRAINED.contains(name)) {
        Comparison by = Attackers.untrained(name, rows, plan.shrinkage());
        Identification found = new Protocol(plain, prints, search).within(rows, by);
        results.add(result(name, plain, AttackResult.Gallery.ALL, found));
        if (hits.isEmpty()) {
          remember(policy, found, hits);
        }
        if (!(plan.nearDuplicates() instanceof NearDuplicates.None)) {
          MateRule strict = new MateRule(policy, plan.nearDuplicates().around(rows));
          Identification kept = new Protocol(strict, prints, search).within(rows, by);
          resultIfAny(name, strict, AttackResult.Gallery.ALL, kept).ifPresent(results::add);
        }
      }
    }
    hashOnly(policy).ifPresent(results::add);
    return results;
  }

  /** Nothing but the perceptual hash: what near-duplicates alone explain. */
  private Optional<AttackResult> hashOnly(GalleryPolicy policy) {
    List<AuditRow> printed =
        rows.all().stream()
            .filter(row -> prints.containsKey(row.instance()))
            .map(row -> row.withVector(prints.get(row.instance()).bits()))
            .toList();
    if (printed.isEmpty()) {
      return Optional.empty();
    }
    MateRule rule = MateRule.of(policy);
    Identification found =
        new Protocol(rule, prints, search).within(AuditRows.of(printed), new Cosine(Long.SIZE));
    return resultIfAny("perceptual-hash", rule, AttackResult.Gallery.ALL, found);
  }

  private List<AttackResult> unseen(GalleryPolicy policy, FoldAttackers attackers) {
    Map<String, List<Identification>> found = new java.util.LinkedHashMap<>();
    MateRule rule = MateRule.of(policy);
    Protocol protocol = new Protocol(rule, prints, search);
    for (int fold = 0; fold < plan.folds(); fold++) {
      List<String> names = new ArrayList<>(plan.attackers());
      if (attackers.known(fold).all().stream()
          .anyMatch(row -> row.sex().isPresent() || row.ageBand().isPresent())) {
        names.add(Attackers.DEMOGRAPHICS);
      }
      for (String name : names) {
        add(found, name, protocol.within(attackers.unseen(fold), attackers.of(fold, name)));
      }
    }
    List<AttackResult> results = new ArrayList<>();
    found.forEach(
        (name, searches) ->
            resultIfAny(name, rule, AttackResult.Gallery.UNSEEN, Identification.together(searches))
                .ifPresent(results::add));
    return results;
  }

  private static void add(
      Map<String, List<Identification>> found, String name, Identification search) {
    found.computeIfAbsent(name, n -> new ArrayList<>()).add(search);
  }

  private Optional<AttackResult> resultIfAny(
      String name, MateRule rule, AttackResult.Gallery patients, Identification found) {
    for (int i = 0; i < found.probes(); i++) {
      if (found.mates(i).mated()) {
        return Optional.of(result(name, rule, patients, found));
      }
    }
    return Optional.empty();
  }

  private AttackResult result(
      String name, MateRule rule, AttackResult.Gallery patients, Identification found) {
    return Findings.of(new Findings.Asked(name, rule, patients), found, plan);
  }

  /** Which probes were found, by instance: in the order in which the policy judges rows. */
  private void remember(GalleryPolicy policy, Identification found, Map<String, Double> hits) {
    List<AuditRow> judged = rows.all().stream().filter(policy::judges).toList();
    for (int i = 0; i < judged.size(); i++) {
      hits.put(judged.get(i).instance(), found.hit(i, 1));
    }
  }
}
