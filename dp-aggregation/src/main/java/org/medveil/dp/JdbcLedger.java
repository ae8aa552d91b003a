package org.medveil.dp;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.medveil.contracts.Refusal;

/**
 * The ledger in a database: H2 in a file beside the warehouse, or PostgreSQL. An append-only table
 * whose rows are chained by hashes, each signed when the site gives its key; the chain is checked
 * on every read. {@code docs/privacy/ledger.md} says what it promises.
 */
public final class JdbcLedger implements PrivacyLedger {
  private final LedgerDatabase database;
  private final LedgerSigner signer;
  private final LedgerRules rules;
  private final Clock clock;

  JdbcLedger(LedgerDatabase database, LedgerSigner signer, Accountant accountant, Clock clock) {
    this.database = database;
    this.signer = signer;
    this.rules = new LedgerRules(accountant);
    this.clock = clock;
  }

  /**
   * Makes an empty ledger.
   *
   * @param key signs every row from the first on; empty: an unsigned ledger
   * @return false if a ledger is there already, which is then left as it is
   * @throws Refusal exit 75 if the database cannot be reached, 77 if what is there is broken or a
   *     read-only copy, 2 without a driver or with wrong credentials
   */
  public static boolean create(LedgerLocation where, Optional<SigningKey> key) {
    LedgerDatabase database = new LedgerDatabase(where, LedgerDatabase.PATIENCE);
    return database.create(
        connection -> {
          if (LedgerTable.COPY.exists(connection)) {
            throw Refusal.policy(
                "A read-only copy of a privacy ledger is at that URL.",
                "Make the ledger in a database of its own.");
          }
          LedgerTable.LEDGER.create(connection);
          List<LedgerEntry> there = LedgerTable.LEDGER.read(connection);
          if (!there.isEmpty()) {
            new LedgerBook(there);
            return false;
          }
          byte[] id = new byte[16];
          new SecureRandom().nextBytes(id);
          LedgerEntry first = LedgerEntry.draft(LedgerEntry.INIT, HexFormat.of().formatHex(id), "");
          LedgerTable.LEDGER.append(
              connection,
              new LedgerSigner(key)
                  .seal(first, 1, LedgerTime.now(Clock.systemUTC()).text(), LedgerBook.FIRST_HASH));
          return true;
        });
  }

  /**
   * Opens a ledger and checks its chain.
   *
   * @param key the key its rows are signed with; empty for an unsigned ledger, or to read only
   * @throws Refusal exit 2 if there is none, or without a driver or with wrong credentials; exit 75
   *     if the database cannot be reached; exit 77 if the chain is broken
   */
  public static JdbcLedger open(
      LedgerLocation where, Accountant accountant, Optional<SigningKey> key) {
    JdbcLedger ledger =
        new JdbcLedger(
            new LedgerDatabase(where, LedgerDatabase.PATIENCE),
            new LedgerSigner(key),
            accountant,
            Clock.systemUTC());
    ledger.book();
    return ledger;
  }

  /** Opens an unsigned ledger, or a signed one to read only. */
  public static JdbcLedger open(
      String jdbcUrl, String user, char[] password, Accountant accountant) {
    return open(new LedgerLocation(jdbcUrl, user, password), accountant, Optional.empty());
  }

  @Override
  public LedgerReceipt reserve(Reservation reservation) {
    try {
      return append((book, now) -> rules.reserve(book, reservation, now))
          .reservation(reservation.runId())
          .orElseThrow()
          .receipt();
    } catch (OverBudget e) {
      throw new BudgetAdvice(rules.accountant(), reservation).refusal(e.shortfalls());
    }
  }

  @Override
  public void commit(String runId) {
    append((book, now) -> rules.commit(book, runId, ""));
  }

  @Override
  public void commit(String runId, ModelDelta result) {
    append((book, now) -> rules.commit(book, runId, LedgerRules.resultHash(result)));
  }

  @Override
  public Release<ModelDelta> vouch(String entryHash, ModelDelta result) {
    LedgerReceipt receipt =
        book()
            .committedWith(entryHash, LedgerRules.resultHash(result))
            .orElseThrow(
                () ->
                    Refusal.policy(
                        "The privacy ledger does not vouch for this update.",
                        "Only the very bytes of a committed run may be published: train again."));
    return new Release<>(result, receipt.mechanisms(), receipt.unit());
  }

  @Override
  public void voidRun(String runId, String reason) {
    append((book, now) -> rules.voidRun(book, runId, reason));
  }

  @Override
  public Optional<LedgerReceipt> receipt(String runId) {
    LedgerBook book = book();
    return book.voided(runId) ? Optional.empty() : book.reservation(runId).map(Reserved::receipt);
  }

  @Override
  public List<LedgerEntry> entries(String cohort) {
    return book().of(cohort);
  }

  @Override
  public List<LedgerEntry> entries() {
    return book().entries();
  }

  @Override
  public List<BudgetRule> rules() {
    return book().latestRules();
  }

  @Override
  public double spentEpsilon(BudgetRule rule) {
    List<Reserved> live = book().live(rule, clock.instant());
    return rules.accountant().epsilon(LedgerBook.mechanisms(live), rule.budget().delta());
  }

  @Override
  public void close() {
    // Every step has closed its own connection.
  }

  private LedgerBook book() {
    return database.read(connection -> new LedgerBook(LedgerTable.LEDGER.read(connection)));
  }

  /** One transaction: read all, decide, append at most one row. */
  private LedgerBook append(BiFunction<LedgerBook, LedgerTime, Optional<LedgerEntry>> step) {
    return database.change(
        connection -> {
          LedgerBook before = new LedgerBook(LedgerTable.LEDGER.read(connection));
          LedgerTime now = LedgerTime.after(Instant.parse(before.head().at()), clock);
          Optional<LedgerEntry> draft = step.apply(before, now);
          if (draft.isEmpty()) {
            return before;
          }
          refuseOtherSigner(before);
          LedgerEntry head = before.head();
          LedgerTable.LEDGER.append(
              connection, signer.seal(draft.get(), head.seq() + 1, now.text(), head.hash()));
          return new LedgerBook(LedgerTable.LEDGER.read(connection));
        });
  }

  private void refuseOtherSigner(LedgerBook book) {
    String signedBy = book.head().signer();
    if (!signedBy.equals(LedgerSigner.NOBODY) && !signedBy.equals(signer.name())) {
      throw Refusal.policy(
          "The privacy ledger is signed, and this is not the key that signs it.",
          "Give --ledger-key the site's signing.key.");
    }
  }
}
