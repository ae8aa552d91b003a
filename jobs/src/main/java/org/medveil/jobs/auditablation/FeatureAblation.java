package org.medveil.jobs.auditablation;

import java.util.ArrayList;
import java.util.List;
import org.medveil.audits.AuditRows;
import org.medveil.audits.erasure.Eraser;
import org.medveil.audits.erasure.ErasurePlan;
import org.medveil.audits.erasure.FittedEraser;
import org.medveil.audits.removal.Attacker;
import org.medveil.audits.removal.Removal;
import org.medveil.audits.removal.Target;

/** The leading directions of identity are dropped: what is left of each? */
final class FeatureAblation {
  private FeatureAblation() {}

  /**
   * One number of dropped directions.
   *
   * @param k directions of identity dropped, disease or not
   * @param attacks by attackers trained anew; empty without visits
   * @param questions linear probes trained anew
   */
  record Point(int k, List<Removal.Attack> attacks, List<Removal.Question> questions) {}

  static List<Point> of(
      Removal removal, AuditRows train, List<Integer> ranks, List<Target> targets) {
    List<Eraser> erasers = new ArrayList<>(List.of(Eraser.none(train.dimension())));
    List<Integer> dropped = new ArrayList<>(List.of(0));
    if (!ranks.isEmpty()) {
      List<ErasurePlan> plans =
          ranks.stream()
              .map(k -> new ErasurePlan(List.of(), ErasurePlan.Method.LEACE, k, false))
              .toList();
      erasers.addAll(FittedEraser.fitAll(train, plans));
      dropped.addAll(ranks);
    }
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < erasers.size(); i++) {
      points.add(
          new Point(
              dropped.get(i),
              removal.attacks(erasers.get(i), List.of(Attacker.COSINE, Attacker.LDA)),
              removal.linearQuestions(erasers.get(i), targets)));
    }
    return points;
  }
}
