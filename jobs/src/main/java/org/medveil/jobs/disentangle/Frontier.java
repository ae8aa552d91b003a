package org.medveil.jobs.disentangle;

import java.util.ArrayList;
import java.util.List;
import org.medveil.audits.AuditRows;
import org.medveil.audits.erasure.Eraser;
import org.medveil.audits.erasure.ErasurePlan;
import org.medveil.audits.erasure.FittedEraser;
import org.medveil.audits.removal.Attacker;
import org.medveil.audits.removal.Removal;
import org.medveil.audits.removal.Target;

/** What is found and what is kept as more and more of identity is erased. */
final class Frontier {
  private Frontier() {}

  /**
   * One rank.
   *
   * @param k directions of identity
   * @param kept whether the task was kept
   * @param attacks LDA trained anew; empty without visits
   * @param label the task; empty without labels
   */
  record Point(int k, boolean kept, List<Removal.Attack> attacks, List<Removal.Question> label) {}

  static List<Point> of(Removal removal, AuditRows train, ErasurePlan plan, List<Integer> ranks) {
    List<ErasurePlan> plans = new ArrayList<>();
    for (int k : ranks) {
      plans.add(plan.rank(k));
      if (plan.keepTask()) {
        plans.add(plan.rank(k).keepingNothing());
      }
    }
    if (plans.isEmpty()) {
      return List.of();
    }
    List<Eraser> erasers = FittedEraser.fitAll(train, plans);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      points.add(
          new Point(
              plans.get(i).identityRank(),
              plans.get(i).keepTask(),
              removal.attacks(erasers.get(i), List.of(Attacker.LDA)),
              removal.linearQuestions(erasers.get(i), List.of(Target.label()))));
    }
    return points;
  }
}
