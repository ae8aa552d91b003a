package org.medveil.dp;

import java.util.List;
import java.util.Optional;
import org.medveil.contracts.Refusal;

/**
 * The book of what each cohort's patients have been exposed to. Protocol of a run: {@link #reserve}
 * before the first noisy number, {@link #commit} before anything is published. A run that crashes
 * in between stays spent until an operator voids it with a reason. Nothing is ever deleted.
 */
public interface PrivacyLedger extends AutoCloseable {
  /**
   * Sets a run's budget aside. Asking again with the same run id and the same mechanisms returns
   * the same receipt, until the run is committed: its result may be out then, and training it once
   * more would be a second release.
   *
   * @throws Refusal exit 90 if the cohort's limit would be exceeded; exit 77 if the run id is taken
   *     by something else or was voided, or the cohort is accounted in another unit; exit 99 if the
   *     run is committed; exit 75 if the ledger is in use
   */
  LedgerReceipt reserve(Reservation reservation);

  /**
   * Marks a reservation as used: it can no longer be voided. Committing again changes nothing.
   *
   * @throws Refusal exit 77 if the run is unknown or voided
   */
  void commit(String runId);

  /**
   * As {@link #commit(String)}, and remembers which bytes the run made, so that {@link #vouch} can
   * tell them from any others.
   *
   * @throws Refusal as above, and exit 77 if the run was committed with another result
   */
  void commit(String runId, ModelDelta result);

  /**
   * The release that a committed run made, in a later process: the only way from a file back to a
   * {@link Release}.
   *
   * @param entryHash the reservation's {@link LedgerReceipt#entryHash()}
   * @param result read from a file
   * @throws Refusal exit 77 unless a run with that reservation was committed with exactly this
   *     result
   */
  Release<ModelDelta> vouch(String entryHash, ModelDelta result);

  /**
   * Gives a reservation back, because nothing of the run was seen by anyone. Voiding again changes
   * nothing.
   *
   * @param reason why that is certain, one line; kept for ever
   * @throws Refusal exit 2 without a reason; exit 77 if the run is unknown or committed
   */
  void voidRun(String runId, String reason);

  /** The receipt of a reservation that stands, committed or not; empty if unknown or voided. */
  Optional<LedgerReceipt> receipt(String runId);

  /** All rows of a cohort and its sub-studies, oldest first; empty for an unknown cohort. */
  List<LedgerEntry> entries(String cohort);

  /** All rows, oldest first. */
  List<LedgerEntry> entries();

  /** The rules that reservations brought, each as it was said last. */
  List<BudgetRule> rules();

  /** Composed ε of everything that counts against the rule now, at the rule's δ. */
  double spentEpsilon(BudgetRule rule);

  /** Composed ε at δ of everything the cohort's patients were exposed to or may be. */
  default double spentEpsilon(String cohort, double delta) {
    return spentEpsilon(BudgetRule.total(cohort, new PrivacyBudget(1, delta)));
  }

  @Override
  void close();
}
