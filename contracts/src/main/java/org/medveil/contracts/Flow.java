package org.medveil.contracts;

import java.util.Objects;
import java.util.Set;

/**
 * What a job reads and what it writes, with the walls between the zones enforced at birth.
 *
 * @param job verb name
 * @param reads zones the job reads from; empty when it creates data
 * @param writes the zone it writes to
 */
public record Flow(String job, Set<Zone> reads, Zone writes) {
  // Each of them reserves in the ledger before it looks: a verb is added here with its argument.
  private static final Set<String> MECHANISMS =
      Set.of("train", "cohort-summary", "fairness-release", "eraser-release");

  public Flow {
    reads = Set.copyOf(reads);
    Objects.requireNonNull(writes);
    if (writes == Zone.PSEUDONYMOUS && reads.contains(Zone.RESTRICTED) && !job.equals("minimize")) {
      throw new IllegalArgumentException("only minimize leads RESTRICTED to PSEUDONYMOUS: " + job);
    }
    if (writes == Zone.PROTECTED
        && (reads.contains(Zone.RESTRICTED) || reads.contains(Zone.PSEUDONYMOUS))
        && !MECHANISMS.contains(job)) {
      throw new IllegalArgumentException(
          "only a budget-spending mechanism leads to PROTECTED: " + job);
    }
    if (writes == Zone.PUBLIC
        && reads.stream().anyMatch(zone -> zone != Zone.PUBLIC)
        && !(job.equals("publish") && reads.equals(Set.of(Zone.PROTECTED)))) {
      throw new IllegalArgumentException("only publish leads PROTECTED to PUBLIC: " + job);
    }
  }
}
