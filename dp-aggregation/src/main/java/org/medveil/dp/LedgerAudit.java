package org.medveil.dp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.medveil.contracts.Refusal;

/**
 * Believes nothing of a ledger: recomputes the chain, checks every signature, replays the runs and
 * composes the ε of every row anew. Refusals (exit 65) name the first bad row.
 */
public final class LedgerAudit {
  // Hashes cover the figures to the last digit; this only tells a forged ε, hashes and all, from
  // one that another version of the same accountant bounded a little tighter or looser.
  private static final double TOLERANCE = 0.005;

  private final List<LedgerEntry> rows;
  private final LedgerBook book;

  /**
   * Checks chain, replay and signatures.
   *
   * @param rows all rows as they were read
   * @throws Refusal exit 65 naming the first bad row
   */
  public LedgerAudit(List<LedgerEntry> rows) {
    this.rows = List.copyOf(rows);
    try {
      this.book = new LedgerBook(rows);
    } catch (Refusal refusal) {
      throw Refusal.badData(refusal.getMessage(), refusal.hint());
    }
    for (LedgerEntry row : rows) {
      if (!LedgerSigner.holds(row)) {
        throw bad(row.seq(), "its signature does not hold");
      }
    }
  }

  /** The ledger's own id, as every export of it says. */
  public String ledgerId() {
    return book.id();
  }

  /** Number of the last row. */
  public long rows() {
    return book.head().seq();
  }

  /** Hash of the last row: the head that covers all others. */
  public String headHash() {
    return book.head().hash();
  }

  /** Whether the last row is signed. */
  public boolean signed() {
    return !book.head().signer().equals(LedgerSigner.NOBODY);
  }

  /**
   * Checks that the head, and with it every row, is signed by this key.
   *
   * @throws Refusal exit 65 if it is unsigned or signed by another
   */
  public void requireSignedBy(VerifyingKey key) {
    if (!book.head().signer().equals(key.hex())) {
      throw bad(book.head().seq(), "it is not signed by the key that was given");
    }
  }

  /**
   * Composes ε anew for every rule of every reservation, by the accountant that its row names.
   *
   * @param each told of every reservation once it is found right, with its row number
   * @throws Refusal exit 65 naming the first row whose ε or limit does not hold
   */
  public void recompute(Consumer<Long> each) {
    for (Reserved one : book.reservations()) {
      long seq = one.entry().seq();
      Accountant accountant =
          Accountants.named(one.terms().accountant())
              .orElseThrow(() -> bad(seq, "its accountant is unknown"));
      for (LedgerTerms.Checked checked : one.terms().rules()) {
        check(one, checked, accountant);
      }
      each.accept(seq);
    }
  }

  private void check(Reserved one, LedgerTerms.Checked checked, Accountant accountant) {
    long seq = one.entry().seq();
    BudgetRule rule = checked.rule();
    if (!rule.counts(one.entry().cohort(), one.terms().purpose())) {
      throw bad(seq, "it quotes a rule about other patients or another purpose");
    }
    List<Mechanism> together =
        new ArrayList<>(LedgerBook.mechanisms(book.live(rule, one.at(), seq)));
    together.addAll(one.mechanisms());
    double now = accountant.epsilon(together, rule.budget().delta());
    double then = checked.epsilonAfter();
    if (!(Math.abs(now - then) <= TOLERANCE * Math.max(now, then) + 1e-6)) {
      throw bad(seq, "its composed epsilon is not that of the recorded mechanisms");
    }
    if (!(then <= rule.budget().epsilon())) {
      throw bad(seq, "it exceeds a rule that it quotes");
    }
  }

  /**
   * Checks that an earlier export is the beginning of this ledger: nothing was cut off or changed.
   *
   * @throws Refusal exit 65 naming the first row that is lost or different
   */
  public void requireBeginsWith(LedgerExport earlier) {
    for (LedgerEntry old : earlier.rows()) {
      if (old.seq() > rows.size()) {
        throw bad(old.seq(), "it is lost: the export has it");
      }
      if (!rows.get((int) old.seq() - 1).equals(old)) {
        throw bad(old.seq(), "it is not the row that the export has");
      }
    }
  }

  /**
   * Checks that a published bundle's reservation stands here, committed with the very bytes that
   * were published.
   *
   * @throws Refusal exit 65 if it does not
   */
  public void requireVouchedFor(BundleManifest published) {
    Optional<LedgerReceipt> receipt =
        book.committedWith(published.ledgerEntryHash(), published.deltaSha256());
    boolean same =
        receipt
            .filter(r -> r.mechanisms().equals(List.of(published.mechanism())))
            .filter(r -> r.epsilonAfter() == published.epsilonAfter())
            .isPresent();
    if (!same) {
      throw Refusal.badData(
          "The privacy ledger does not know the bundle of round "
              + published.round()
              + " that site "
              + published.site()
              + " published.",
          "Rows were lost, or it is another ledger. Restore it from backup.");
    }
  }

  /** All rows, oldest first. */
  public List<LedgerEntry> entries() {
    return rows;
  }

  /** The rules that reservations brought, each as it was said last. */
  public List<BudgetRule> rules() {
    return book.latestRules();
  }

  /** Mechanisms that count against a rule at a time; for ε at the rule's δ. */
  public List<Mechanism> counted(BudgetRule rule, Instant at) {
    return LedgerBook.mechanisms(book.live(rule, at));
  }

  private static Refusal bad(long seq, String why) {
    return Refusal.badData(
        "The privacy ledger is wrong at entry " + seq + ": " + why + ".",
        "Someone changed it. Restore it from backup and compare with the published bundles.");
  }
}
