package org.medveil.dp;

import java.util.Optional;
import org.medveil.contracts.Refusal;

/** What may be written next into a book: pure decisions, no database. Rows come back unlinked. */
record LedgerRules(Accountant accountant) {
  private static final int LONGEST_REASON = 400;

  /** The row to append; empty if the very same reservation already stands. */
  Optional<LedgerEntry> reserve(LedgerBook book, Reservation asked, LedgerTime now) {
    Optional<Reserved> earlier = book.reservation(asked.runId());
    if (earlier.isPresent()) {
      refuseUnlessSame(book, earlier.get(), asked);
      return Optional.empty();
    }
    LedgerTerms terms = new BudgetCheck(accountant, book, now.instant()).terms(asked);
    return Optional.of(
        new LedgerEntry(
            0,
            LedgerEntry.RESERVE,
            asked.runId(),
            asked.cohort(),
            Json.compact(asked.mechanisms().stream().map(Mechanism::toMap).toList()),
            terms.json(),
            "",
            "",
            "",
            "",
            "",
            ""));
  }

  /** What a commit remembers of the run's result. */
  static String resultHash(ModelDelta result) {
    return Hashes.sha256Hex(DeltaCodec.encode(result));
  }

  Optional<LedgerEntry> commit(LedgerBook book, String runId, String resultSha256) {
    Reserved reservation = known(book, runId);
    if (book.voided(runId)) {
      throw Refusal.policy(
          "Run '" + runId + "' was voided and cannot be committed.",
          "Do not publish it; reserve and train under a new run id.");
    }
    if (!book.committed(runId)) {
      return Optional.of(closing(reservation, LedgerEntry.COMMIT, resultSha256));
    }
    if (!resultSha256.isEmpty()
        && book.committedWith(reservation.entry().hash(), resultSha256).isEmpty()) {
      throw Refusal.policy(
          "Run '" + runId + "' was committed with another result.",
          "One run has one result: keep the first.");
    }
    return Optional.empty();
  }

  Optional<LedgerEntry> voidRun(LedgerBook book, String runId, String reason) {
    boolean oneLine = reason != null && reason.chars().noneMatch(Character::isISOControl);
    if (!oneLine || reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw Refusal.usage(
          "Voiding a run needs a reason of one line, at most " + LONGEST_REASON + " characters.",
          "Say why it is certain that nothing of the run was seen by anyone.");
    }
    Reserved reservation = known(book, runId);
    if (book.committed(runId)) {
      throw Refusal.policy(
          "Run '" + runId + "' is committed: its budget is spent for good.",
          "What may have been seen cannot be unseen; nothing gives this budget back.");
    }
    return book.voided(runId)
        ? Optional.empty()
        : Optional.of(closing(reservation, LedgerEntry.VOID, reason));
  }

  private static void refuseUnlessSame(LedgerBook book, Reserved stands, Reservation asked) {
    if (book.voided(asked.runId())) {
      throw Refusal.policy(
          "Run '" + asked.runId() + "' was voided.", "Take a new run id; ids are never reused.");
    }
    boolean same =
        stands.entry().cohort().equals(asked.cohort())
            && stands.terms().unit() == asked.unit()
            && stands.terms().purpose().equals(asked.purpose())
            && stands.mechanisms().equals(asked.mechanisms());
    if (!same) {
      throw Refusal.policy(
          "Run '" + asked.runId() + "' has reserved something else in the privacy ledger.",
          "Take a new run id, or repeat the run with its first settings.");
    }
    if (book.committed(asked.runId())) {
      throw Refusal.nothingNew("Run '" + asked.runId() + "' is committed: its result stands.");
    }
  }

  private static LedgerEntry closing(Reserved reservation, String kind, String reason) {
    LedgerEntry of = reservation.entry();
    return new LedgerEntry(
        0, kind, of.runId(), of.cohort(), "[]", "{}", reason, "", "", "", "", "");
  }

  private static Reserved known(LedgerBook book, String runId) {
    return book.reservation(runId)
        .orElseThrow(
            () ->
                Refusal.policy(
                    "The privacy ledger knows no such run.",
                    "Reserve first; check the run id and which ledger is open."));
  }
}
