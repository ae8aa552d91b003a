package org.medveil.audits.reidentification;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.contracts.Refusal;

/**
 * Can images of this house be linked to another release that holds some of the same patients? An
 * open set: the attacker does not know who is in the release.
 */
public final class LinkageAudit {
  private final AuditRows probes;
  private final AuditRows release;
  private final AuditPlan plan;
  private final GallerySearch search;

  /**
   * @param probes images of this house
   * @param release the gallery
   * @param plan its policies are not used: the policy is external
   * @param search where it is computed
   */
  public LinkageAudit(AuditRows probes, AuditRows release, AuditPlan plan, GallerySearch search) {
    this.probes = probes;
    this.release = release;
    this.plan = plan;
    this.search = search;
  }

  /** How many probes' patients the release holds, of all. */
  public record Membership(int members, int patients) {}

  /** Who is in the release. */
  public Membership membership() {
    Set<String> held = new HashSet<>(release.subjects());
    return new Membership(
        (int) probes.subjects().stream().filter(held::contains).count(), probes.patients());
  }

  /**
   * One result for each attacker that can compare the two: untrained ones where the vectors have
   * one dimension, the bridge where patients are known in both.
   *
   * @throws Refusal exit 65 if no patient is in both, or no attacker can compare them
   */
  public List<AttackResult> run() {
    MateRule rule = MateRule.of(GalleryPolicy.EXTERNAL);
    Protocol protocol = new Protocol(rule, Map.of(), search);
    Map<String, Identification> found = new LinkedHashMap<>();
    if (probes.dimension() == release.dimension()) {
      for (String name : plan.attackers()) {
        if (Attackers.UNTRAINED.contains(name)) {
          Comparison by = Attackers.untrained(name, release, plan.shrinkage());
          found.put(name, protocol.between(probes, release, by));
        }
      }
    }
    if (plan.folds() > 0) {
      Findings.whereThereIsData(() -> bridged(protocol))
          .ifPresent(bridged -> found.put("linear-bridge", bridged));
    }
    List<AttackResult> results = new ArrayList<>();
    found.forEach(
        (name, search) ->
            Findings.whereThereIsData(
                    () ->
                        Findings.of(
                            new Findings.Asked(name, rule, AttackResult.Gallery.RELEASE),
                            search,
                            plan))
                .ifPresent(results::add));
    if (results.isEmpty()) {
      throw Refusal.badData(
          "The two releases cannot be compared: no common patient, or other dimensions and no"
              + " attacker that was trained across them.",
          "Link releases with common patients, or set --folds to 2 or more.");
    }
    return results;
  }

  /** Each fold's probes search the whole release with what was learned on the other folds. */
  private Identification bridged(Protocol protocol) {
    Folds parts = new Folds(plan.folds(), plan.seed());
    Map<Integer, List<AuditRow>> byFold =
        probes.all().stream().collect(Collectors.groupingBy(parts::of));
    List<Identification> searches = new ArrayList<>();
    for (int fold = 0; fold < plan.folds(); fold++) {
      int own = fold;
      List<AuditRow> asked = byFold.getOrDefault(fold, List.of());
      if (!asked.isEmpty()) {
        Comparison bridge =
            LinearBridge.fit(
                probes.where(row -> parts.of(row) != own),
                release.where(row -> parts.of(row) != own));
        searches.add(protocol.between(AuditRows.of(asked), release, bridge));
      }
    }
    return Identification.together(searches);
  }
}
