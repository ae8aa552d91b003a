package org.medveil.audits.reidentification;

import java.util.HashMap;
import java.util.Map;
import org.medveil.audits.AuditRows;

/** The attackers of each fold; what they learn hangs on the fold and not on the gallery. */
final class FoldAttackers {
  private final AuditRows rows;
  private final AuditPlan plan;
  private final Folds parts;
  private final Map<Integer, AuditRows> known = new HashMap<>();
  private final Map<Integer, AuditRows> unseen = new HashMap<>();
  private final Map<Key, Comparison> made = new HashMap<>();

  FoldAttackers(AuditRows rows, AuditPlan plan) {
    this.rows = rows;
    this.plan = plan;
    this.parts = new Folds(plan.folds(), plan.seed());
  }

  private record Key(int fold, String attacker) {}

  /** Patients that the fold's attackers may learn from. */
  AuditRows known(int fold) {
    return known.computeIfAbsent(fold, part -> rows.where(row -> parts.of(row) != part));
  }

  /** Patients that they search for. */
  AuditRows unseen(int fold) {
    return unseen.computeIfAbsent(fold, part -> rows.where(row -> parts.of(row) == part));
  }

  /** Made once. */
  Comparison of(int fold, String attacker) {
    return made.computeIfAbsent(new Key(fold, attacker), key -> make(fold, attacker));
  }

  private Comparison make(int fold, String attacker) {
    if (attacker.equals(Attackers.DEMOGRAPHICS)) {
      return Attackers.demographics(known(fold));
    }
    return Attackers.TRAINED.contains(attacker)
        ? Attackers.trained(attacker, known(fold), plan.training())
        : Attackers.untrained(attacker, unseen(fold), plan.shrinkage());
  }
}
