package org.medveil.dp;

import java.util.List;

/**
 * One row of the ledger; rows are only ever appended.
 *
 * @param seq 1, 2, 3, … without gaps
 * @param kind {@code RESERVE}, {@code COMMIT} or {@code VOID}
 * @param runId the run
 * @param cohort whose budget
 * @param mechanismsJson JSON list of what the run may do; {@code []} unless kind is RESERVE
 * @param termsJson JSON object with unit, purpose, limit, composed ε and accountant; {@code {}}
 *     unless kind is RESERVE
 * @param reason why a reservation was voided; of a commit, the SHA-256 of the result, if it has one
 * @param at ISO-8601 UTC
 * @param previousHash hash of the row before, 64 zeros for the first
 * @param hash SHA-256 over all other fields, 64 hex digits
 */
public record LedgerEntry(
    long seq,
    String kind,
    String runId,
    String cohort,
    String mechanismsJson,
    String termsJson,
    String reason,
    String at,
    String previousHash,
    String hash) {
  static final String RESERVE = "RESERVE";
  static final String COMMIT = "COMMIT";
  static final String VOID = "VOID";

  /** SHA-256 over the fields, each with its length in front so that no two rows read alike. */
  String expectedHash() {
    StringBuilder text = new StringBuilder();
    List<String> fields =
        List.of(
            "medveil-ledger-1",
            Long.toString(seq),
            kind,
            runId,
            cohort,
            mechanismsJson,
            termsJson,
            reason,
            at,
            previousHash);
    for (String field : fields) {
      text.append(field.length()).append(':').append(field).append('\n');
    }
    return Hashes.sha256Hex(text.toString().getBytes(Hashes.UTF_8));
  }

  LedgerEntry sealed() {
    return new LedgerEntry(
        seq,
        kind,
        runId,
        cohort,
        mechanismsJson,
        termsJson,
        reason,
        at,
        previousHash,
        expectedHash());
  }
}
