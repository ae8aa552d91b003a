package org.medveil.dp;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.medveil.contracts.Refusal;

/** What may be written next into a book: pure decisions, no database. */
record LedgerRules(Accountant accountant) {
  private static final int LONGEST_REASON = 400;

  /** The row to append; empty if the very same reservation already stands. */
  Optional<LedgerEntry> reserve(LedgerBook book, Reservation asked) {
    Optional<LedgerEntry> earlier = book.reservation(asked.runId());
    if (earlier.isPresent()) {
      refuseUnlessSame(book, LedgerBook.receipt(earlier.get()), asked);
      return Optional.empty();
    }
    if (book.live(asked.cohort()).stream().anyMatch(live -> live.unit() != asked.unit())) {
      throw Refusal.policy(
          "Cohort '" + asked.cohort() + "' is accounted in another privacy unit.",
          "One cohort has one unit; use the unit of its first reservation.");
    }
    List<Mechanism> together = new ArrayList<>(book.spent(asked.cohort()));
    double spent = accountant.epsilon(together, asked.limit().delta());
    together.addAll(asked.mechanisms());
    double after = accountant.epsilon(together, asked.limit().delta());
    if (!(after <= asked.limit().epsilon())) {
      throw overLimit(asked, spent, after);
    }
    return Optional.of(book.next(row(asked, after)));
  }

  /** What a commit remembers of the run's result. */
  static String resultHash(ModelDelta result) {
    return Hashes.sha256Hex(DeltaCodec.encode(result));
  }

  Optional<LedgerEntry> commit(LedgerBook book, String runId, String resultSha256) {
    LedgerEntry reservation = known(book, runId);
    if (book.voided(runId)) {
      throw Refusal.policy(
          "Run '" + runId + "' was voided and cannot be committed.",
          "Do not publish it; reserve and train under a new run id.");
    }
    if (!book.committed(runId)) {
      return Optional.of(book.next(closing(reservation, LedgerEntry.COMMIT, resultSha256)));
    }
    if (!resultSha256.isEmpty() && book.committedWith(reservation.hash(), resultSha256).isEmpty()) {
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
    LedgerEntry reservation = known(book, runId);
    if (book.committed(runId)) {
      throw Refusal.policy(
          "Run '" + runId + "' is committed: its budget is spent for good.",
          "What may have been seen cannot be unseen; nothing gives this budget back.");
    }
    return book.voided(runId)
        ? Optional.empty()
        : Optional.of(book.next(closing(reservation, LedgerEntry.VOID, reason)));
  }

  private static void refuseUnlessSame(LedgerBook book, LedgerReceipt stands, Reservation asked) {
    if (book.voided(asked.runId())) {
      throw Refusal.policy(
          "Run '" + asked.runId() + "' was voided.", "Take a new run id; ids are never reused.");
    }
    boolean same =
        stands.cohort().equals(asked.cohort())
            && stands.unit() == asked.unit()
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

  private LedgerEntry row(Reservation asked, double after) {
    List<Map<String, Object>> mechanisms =
        asked.mechanisms().stream().map(Mechanism::toMap).toList();
    Map<String, Object> terms = new LinkedHashMap<>();
    terms.put("unit", asked.unit().name());
    terms.put("purpose", asked.purpose());
    terms.put("epsilon_limit", asked.limit().epsilon());
    terms.put("delta", asked.limit().delta());
    terms.put("epsilon_after", after);
    terms.put("accountant", accountant.name());
    return draft(
        LedgerEntry.RESERVE,
        asked.runId(),
        asked.cohort(),
        new String[] {Json.compact(mechanisms), Json.compact(terms), ""});
  }

  private static LedgerEntry closing(LedgerEntry reservation, String kind, String reason) {
    return draft(
        kind, reservation.runId(), reservation.cohort(), new String[] {"[]", "{}", reason});
  }

  private static LedgerEntry draft(String kind, String runId, String cohort, String[] texts) {
    String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    return new LedgerEntry(
        0, kind, runId, cohort, texts[0], texts[1], texts[2], now, LedgerBook.FIRST_HASH, "");
  }

  private static LedgerEntry known(LedgerBook book, String runId) {
    return book.reservation(runId)
        .orElseThrow(
            () ->
                Refusal.policy(
                    "The privacy ledger knows no such run.",
                    "Reserve first; check the run id and which ledger is open."));
  }

  private Refusal overLimit(Reservation asked, double spent, double after) {
    double limit = asked.limit().epsilon();
    double delta = asked.limit().delta();
    return Refusal.budget(
        String.format(
            Locale.ROOT,
            "The privacy budget of cohort '%s' does not allow run '%s': spent epsilon %.4f, the run"
                + " alone asks %.4f, together %.4f, limit %.4f, left %.4f, all at delta %.3g (unit:"
                + " %s, relation: %s, sampler: Poisson, accountant: %s).",
            asked.cohort(),
            asked.runId(),
            spent,
            accountant.epsilon(asked.mechanisms(), delta),
            after,
            limit,
            Math.max(0, limit - spent),
            delta,
            asked.unit().name().toLowerCase(Locale.ROOT),
            asked.unit().relation(),
            accountant.name()),
        "Take fewer steps or a smaller epsilon, or void a reservation of which"
            + " nothing was seen.");
  }
}
