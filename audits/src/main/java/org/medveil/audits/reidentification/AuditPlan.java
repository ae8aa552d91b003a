package org.medveil.audits.reidentification;

import java.util.List;
import org.medveil.audits.statistics.Resampling;
import org.medveil.contracts.Refusal;

/**
 * What an audit does.
 *
 * @param policies galleries, each once
 * @param attackers by name
 * @param folds parts of the patients for trained attackers: each part is attacked by what was
 *     learned on the others, in a gallery of its own; 0 leaves trained attackers out
 * @param nearDuplicates pairs that are taken out in the control
 * @param falseAccepts at which verification's true accepts are told
 * @param shrinkage of the whitening
 * @param resampling of the intervals; its seed is the seed of everything
 */
public record AuditPlan(
    List<GalleryPolicy> policies,
    List<String> attackers,
    int folds,
    NearDuplicates nearDuplicates,
    double falseAccepts,
    double shrinkage,
    Resampling resampling) {
  /** Refuses an unknown attacker or a number of folds that is none; exit 2. */
  public AuditPlan {
    policies = policies.stream().distinct().toList();
    attackers = attackers.stream().distinct().toList();
    Attackers.check(attackers);
    if (policies.isEmpty() || attackers.isEmpty()) {
      throw Refusal.usage("An audit needs a policy and an attacker.", "Leave the options out.");
    }
    if (folds < 0 || folds == 1 || folds > 20) {
      throw Refusal.usage("--folds is 0 or 2 to 20.", "0 leaves trained attackers out.");
    }
    if (!(falseAccepts > 0 && falseAccepts < 1) || !(shrinkage >= 0)) {
      throw Refusal.usage(
          "A rate of false accepts lies between 0 and 1, a shrinkage at or above 0.",
          "Use 1e-4 and 0.003.");
    }
  }

  long seed() {
    return resampling.seed();
  }

  TrainingSettings training() {
    return TrainingSettings.seeded(seed());
  }
}
