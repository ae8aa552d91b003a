package org.medveil.dp;

import java.util.List;

/**
 * The ledger's word that a run's budget is set aside.
 *
 * @param runId the run
 * @param cohort whose budget
 * @param unit privacy unit of the whole cohort
 * @param mechanisms what the run may do, no more and no less
 * @param epsilonAfter composed ε of all live entries of the cohort including this one, at {@code
 *     delta}
 * @param delta the δ of the cohort's limit
 * @param entryHash hash of the ledger row, 64 hex digits
 * @param accountant name of the accountant that computed {@code epsilonAfter}
 * @param at when, ISO-8601 UTC
 */
public record LedgerReceipt(
    String runId,
    String cohort,
    PrivacyUnit unit,
    List<Mechanism> mechanisms,
    double epsilonAfter,
    double delta,
    String entryHash,
    String accountant,
    String at) {
  /** Copies the list. */
  public LedgerReceipt {
    mechanisms = List.copyOf(mechanisms);
  }
}
