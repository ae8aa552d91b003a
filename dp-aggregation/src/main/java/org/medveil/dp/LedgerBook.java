package org.medveil.dp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medveil.contracts.Refusal;

/**
 * The ledger's rows, replayed: which reservations stand, which are committed or voided. Building it
 * checks the whole hash chain and the last row's signature, and refuses rows it does not
 * understand.
 */
final class LedgerBook {
  static final String FIRST_HASH = "0".repeat(64);

  private final List<LedgerEntry> entries;
  private final Map<String, Reserved> reserved = new LinkedHashMap<>();
  private final Map<String, LedgerEntry> closedBy = new LinkedHashMap<>();
  private final Map<BudgetRule, BudgetRule> latestRules = new LinkedHashMap<>();

  /**
   * @throws Refusal exit 77 if a row was changed, removed from the middle or is not understood
   */
  LedgerBook(List<LedgerEntry> entries) {
    this.entries = List.copyOf(entries);
    if (entries.isEmpty()) {
      throw broken(1);
    }
    LedgerEntry previous = null;
    for (LedgerEntry entry : this.entries) {
      long seq = previous == null ? 1 : previous.seq() + 1;
      if (entry.seq() != seq || !follows(entry, previous)) {
        throw broken(seq);
      }
      replay(entry);
      previous = entry;
    }
    // One signature is enough for every reader: it covers all hashes before it. LedgerAudit
    // checks each.
    if (!LedgerSigner.holds(previous)) {
      throw broken(previous.seq());
    }
  }

  private static boolean follows(LedgerEntry entry, LedgerEntry previous) {
    boolean linked =
        entry.previousHash().equals(previous == null ? FIRST_HASH : previous.hash())
            && entry.hash().equals(entry.expectedHash());
    // Signed once is signed for ever, by the same key.
    boolean sameSigner =
        previous == null
            || previous.signer().equals(LedgerSigner.NOBODY)
            || previous.signer().equals(entry.signer());
    boolean notBefore = previous == null || entry.at().compareTo(previous.at()) >= 0;
    boolean firstIsInit = (previous == null) == entry.kind().equals(LedgerEntry.INIT);
    return linked && sameSigner && notBefore && firstIsInit;
  }

  private void replay(LedgerEntry entry) {
    boolean known = reserved.containsKey(entry.runId());
    boolean closed = closedBy.containsKey(entry.runId());
    switch (entry.kind()) {
      case LedgerEntry.INIT -> {}
      case LedgerEntry.RESERVE -> {
        if (known) {
          throw broken(entry.seq());
        }
        reserve(entry);
      }
      case LedgerEntry.COMMIT, LedgerEntry.VOID -> {
        if (!known || closed) {
          throw broken(entry.seq());
        }
        closedBy.put(entry.runId(), entry);
      }
      default -> throw broken(entry.seq());
    }
  }

  private void reserve(LedgerEntry entry) {
    try {
      Reserved read = Reserved.read(entry);
      reserved.put(entry.runId(), read);
      read.terms().rules().forEach(one -> latestRules.put(one.rule().about(), one.rule()));
    } catch (IllegalArgumentException | Refusal e) {
      throw broken(entry.seq());
    }
  }

  List<LedgerEntry> entries() {
    return entries;
  }

  LedgerEntry head() {
    return entries.get(entries.size() - 1);
  }

  /** The ledger's own name, drawn when it was made. */
  String id() {
    return entries.get(0).runId();
  }

  Optional<Reserved> reservation(String runId) {
    return Optional.ofNullable(reserved.get(runId));
  }

  List<Reserved> reservations() {
    return List.copyOf(reserved.values());
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
        .filter(one -> one.entry().hash().equals(entryHash) && committed(one.entry().runId()))
        .filter(one -> closedBy.get(one.entry().runId()).reason().equals(resultSha256))
        .findFirst()
        .map(Reserved::receipt);
  }

  /** Rows of the cohort and its sub-studies. */
  List<LedgerEntry> of(String cohort) {
    return entries.stream().filter(entry -> CohortPath.within(entry.cohort(), cohort)).toList();
  }

  /**
   * The rules on cohorts related to this one that hold for a new reservation: those it brings, and
   * those recorded earlier about something it does not mention. Forgetting a rule does not lift it.
   */
  List<BudgetRule> rulesFor(String cohort, String purpose, List<BudgetRule> brought) {
    Map<BudgetRule, BudgetRule> rules = new LinkedHashMap<>(latestRules);
    brought.forEach(rule -> rules.put(rule.about(), rule));
    return rules.values().stream().filter(rule -> rule.counts(cohort, purpose)).toList();
  }

  List<BudgetRule> latestRules() {
    return List.copyOf(latestRules.values());
  }

  /**
   * Reservations that count against the rule at that time: all but the voided, crashed included.
   */
  List<Reserved> live(BudgetRule rule, Instant now) {
    return live(rule, now, Long.MAX_VALUE);
  }

  /** As above, as the ledger stood before the row {@code seq}. */
  List<Reserved> live(BudgetRule rule, Instant now, long seq) {
    List<Reserved> live = new ArrayList<>();
    for (Reserved one : reserved.values()) {
      LedgerEntry closing = closedBy.get(one.entry().runId());
      boolean gone =
          closing != null && closing.seq() < seq && closing.kind().equals(LedgerEntry.VOID);
      if (one.entry().seq() < seq && !gone && one.countsAgainst(rule, now)) {
        live.add(one);
      }
    }
    return live;
  }

  static List<Mechanism> mechanisms(List<Reserved> live) {
    return live.stream().flatMap(one -> one.mechanisms().stream()).toList();
  }

  static Refusal broken(long seq) {
    return Refusal.policy(
        "The privacy ledger is broken at entry " + seq + ": its hash chain does not hold.",
        "Someone changed it. Restore it from backup and compare with the published bundles.");
  }
}
