package org.medveil.dp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medveil.contracts.Refusal;

/**
 * The ledger's rows, replayed: which reservations stand, which are committed or voided. Building it
 * checks the whole hash chain and refuses rows it does not understand.
 */
final class LedgerBook {
  static final String FIRST_HASH = "0".repeat(64);

  private final List<LedgerEntry> entries;
  private final Map<String, LedgerEntry> reserved = new LinkedHashMap<>();
  private final Map<String, LedgerEntry> closedBy = new LinkedHashMap<>();

  /**
   * @throws Refusal exit 77 if a row was changed, removed from the middle or is not understood
   */
  LedgerBook(List<LedgerEntry> entries) {
    this.entries = List.copyOf(entries);
    String previous = FIRST_HASH;
    long seq = 1;
    for (LedgerEntry entry : this.entries) {
      boolean linked = entry.seq() == seq && entry.previousHash().equals(previous);
      if (!linked || !entry.hash().equals(entry.expectedHash())) {
        throw broken(seq);
      }
      replay(entry);
      previous = entry.hash();
      seq++;
    }
  }

  private void replay(LedgerEntry entry) {
    boolean known = reserved.containsKey(entry.runId());
    boolean closed = closedBy.containsKey(entry.runId());
    if (entry.kind().equals(LedgerEntry.RESERVE) && !known) {
      reserved.put(entry.runId(), entry);
    } else if ((entry.kind().equals(LedgerEntry.COMMIT) || entry.kind().equals(LedgerEntry.VOID))
        && known
        && !closed) {
      closedBy.put(entry.runId(), entry);
    } else {
      throw broken(entry.seq());
    }
  }

  Optional<LedgerEntry> reservation(String runId) {
    return Optional.ofNullable(reserved.get(runId));
  }

  boolean committed(String runId) {
    return closedAs(runId, LedgerEntry.COMMIT);
  }

  boolean voided(String runId) {
    return closedAs(runId, LedgerEntry.VOID);
  }

  private boolean closedAs(String runId, String kind) {
    LedgerEntry closing = closedBy.get(runId);
    return closing != null && closing.kind().equals(kind);
  }

  /** The receipt of the reservation with that hash, if its run was committed with that result. */
  Optional<LedgerReceipt> committedWith(String entryHash, String resultSha256) {
    return reserved.values().stream()
        .filter(entry -> entry.hash().equals(entryHash) && committed(entry.runId()))
        .filter(entry -> closedBy.get(entry.runId()).reason().equals(resultSha256))
        .findFirst()
        .map(LedgerBook::receipt);
  }

  List<LedgerEntry> of(String cohort) {
    return entries.stream().filter(entry -> entry.cohort().equals(cohort)).toList();
  }

  /** Reservations of the cohort that count: all but the voided, crashed ones included. */
  List<LedgerReceipt> live(String cohort) {
    return reserved.values().stream()
        .filter(entry -> entry.cohort().equals(cohort) && !voided(entry.runId()))
        .map(LedgerBook::receipt)
        .toList();
  }

  List<Mechanism> spent(String cohort) {
    return live(cohort).stream().flatMap(receipt -> receipt.mechanisms().stream()).toList();
  }

  /** The next row, linked to the last. */
  LedgerEntry next(LedgerEntry draft) {
    int last = entries.size() - 1;
    return new LedgerEntry(
            entries.size() + 1L,
            draft.kind(),
            draft.runId(),
            draft.cohort(),
            draft.mechanismsJson(),
            draft.termsJson(),
            draft.reason(),
            draft.at(),
            last < 0 ? FIRST_HASH : entries.get(last).hash(),
            "")
        .sealed();
  }

  /** What was promised when the row was written. */
  static LedgerReceipt receipt(LedgerEntry entry) {
    try {
      List<Mechanism> mechanisms = new ArrayList<>();
      for (JsonNode node : Json.parse(entry.mechanismsJson())) {
        mechanisms.add(Mechanism.fromMap(Json.toMap(node)));
      }
      JsonNode terms = Json.parse(entry.termsJson());
      return new LedgerReceipt(
          entry.runId(),
          entry.cohort(),
          PrivacyUnit.valueOf(terms.path("unit").asText()),
          mechanisms,
          terms.required("epsilon_after").doubleValue(),
          terms.required("delta").doubleValue(),
          entry.hash(),
          terms.required("accountant").asText(),
          entry.at());
    } catch (IOException | IllegalArgumentException e) {
      throw broken(entry.seq());
    }
  }

  private static Refusal broken(long seq) {
    return Refusal.policy(
        "The privacy ledger is broken at entry " + seq + ": its hash chain does not hold.",
        "Someone changed it. Restore it from backup and compare with the published bundles.");
  }
}
