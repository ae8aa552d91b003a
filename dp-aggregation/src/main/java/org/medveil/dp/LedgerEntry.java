package org.medveil.dp;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One row of the ledger; rows are only ever appended.
 *
 * @param seq 1, 2, 3, … without gaps
 * @param kind {@code INIT} (the first row), {@code RESERVE}, {@code COMMIT} or {@code VOID}
 * @param runId the run; of the first row, the ledger's own id
 * @param cohort whose budget; empty in the first row
 * @param mechanismsJson JSON list of what the run may do; {@code []} unless kind is RESERVE
 * @param termsJson {@link LedgerTerms} as JSON; <code>{}</code> unless kind is RESERVE
 * @param reason why a reservation was voided; of a commit, the SHA-256 of the result, if it has one
 * @param at ISO-8601 UTC
 * @param previousHash hash of the row before, 64 zeros for the first
 * @param signer Ed25519 public key, SubjectPublicKeyInfo in hex; empty in an unsigned ledger
 * @param hash SHA-256 over all fields above, 64 hex digits
 * @param signature Ed25519 over the hash, 128 hex digits; empty in an unsigned ledger
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
    String signer,
    String hash,
    String signature) {
  static final String INIT = "INIT";
  static final String RESERVE = "RESERVE";
  static final String COMMIT = "COMMIT";
  static final String VOID = "VOID";
  static final List<String> COLUMNS =
      List.of(
          "seq",
          "kind",
          "run_id",
          "cohort",
          "mechanisms",
          "terms",
          "reason",
          "recorded_at",
          "previous_hash",
          "signer",
          "hash",
          "signature");
  private static final int SEALED_COLUMNS = COLUMNS.indexOf("hash");

  /** A row that is not linked to others yet. */
  static LedgerEntry draft(String kind, String runId, String cohort) {
    return new LedgerEntry(0, kind, runId, cohort, "[]", "{}", "", "", "", "", "", "");
  }

  /** The fields as text, in the order of {@link #COLUMNS}. */
  List<String> texts() {
    return List.of(
        Long.toString(seq),
        kind,
        runId,
        cohort,
        mechanismsJson,
        termsJson,
        reason,
        at,
        previousHash,
        signer,
        hash,
        signature);
  }

  /** A row from the texts of its columns, the row number apart. */
  static LedgerEntry of(long seq, List<String> texts) {
    return new LedgerEntry(
        seq,
        texts.get(1),
        texts.get(2),
        texts.get(3),
        texts.get(4),
        texts.get(5),
        texts.get(6),
        texts.get(7),
        texts.get(8),
        texts.get(9),
        texts.get(10),
        texts.get(11));
  }

  /** The fields as a JSON-ready map. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    List<String> texts = texts();
    map.put(COLUMNS.get(0), seq);
    for (int i = 1; i < texts.size(); i++) {
      map.put(COLUMNS.get(i), texts.get(i));
    }
    return map;
  }

  /** SHA-256 over the fields, each with its length in front so that no two rows read alike. */
  String expectedHash() {
    StringBuilder text = new StringBuilder("medveil-ledger-2\n");
    for (String field : texts().subList(0, SEALED_COLUMNS)) {
      text.append(field.length()).append(':').append(field).append('\n');
    }
    return Hashes.sha256Hex(text.toString().getBytes(Hashes.UTF_8));
  }

  /** What is signed: names its use, so that the signature fits nothing else the key signs. */
  byte[] signedBytes() {
    return ("medveil-ledger-row\n" + hash).getBytes(StandardCharsets.US_ASCII);
  }
}
