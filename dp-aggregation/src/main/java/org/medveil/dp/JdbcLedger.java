package org.medveil.dp;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.medveil.contracts.Refusal;

/**
 * The ledger in a database: H2 in a file beside the warehouse, or PostgreSQL. An append-only table
 * whose rows are chained by hashes; the chain is checked on every read. Cutting rows off the end
 * cannot be seen here but shows against the entry hashes in published bundles.
 *
 * <p>An H2 URL without {@code IFEXISTS=TRUE} makes a new, empty ledger where none is: point it at
 * the wrong place and the budget starts anew. Let only the set-up step create it.
 */
public final class JdbcLedger implements PrivacyLedger {
  private static final int ATTEMPTS = 50;
  // Unique key, serialisation failure, deadlock, H2: lock timeout and concurrent update.
  private static final Set<String> LOST_RACE = Set.of("23505", "40001", "40P01", "HYT00", "90131");
  private static final String IN_USE_BY_ANOTHER_PROCESS = "90020";
  private static final String NO_SUCH_DATABASE = "90146";

  private final Connection connection;
  private final LedgerRules rules;

  private JdbcLedger(Connection connection, LedgerRules rules) {
    this.connection = connection;
    this.rules = rules;
  }

  /**
   * Opens the ledger, making its table on first use, and checks its chain.
   *
   * @param jdbcUrl {@code jdbc:h2:file:…} or {@code jdbc:postgresql:…}
   * @throws Refusal exit 75 if the database cannot be reached or is in use, 77 if the chain is
   *     broken, 2 without a driver or with wrong credentials
   */
  public static JdbcLedger open(
      String jdbcUrl, String user, char[] password, Accountant accountant) {
    Connection connection;
    try {
      connection = DriverManager.getConnection(jdbcUrl, user, new String(password));
    } catch (SQLException e) {
      throw cannotConnect(e);
    }
    JdbcLedger ledger = new JdbcLedger(connection, new LedgerRules(accountant));
    try {
      connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      connection.setAutoCommit(false);
      LedgerTable.create(connection);
      connection.commit();
      ledger.book();
    } catch (SQLException e) {
      ledger.close();
      throw cannotConnect(e);
    } catch (RuntimeException e) {
      ledger.close();
      throw e;
    }
    return ledger;
  }

  @Override
  public LedgerReceipt reserve(Reservation reservation) {
    LedgerBook book = change(before -> rules.reserve(before, reservation));
    return LedgerBook.receipt(book.reservation(reservation.runId()).orElseThrow());
  }

  @Override
  public void commit(String runId) {
    change(book -> rules.commit(book, runId, ""));
  }

  @Override
  public void commit(String runId, ModelDelta result) {
    change(book -> rules.commit(book, runId, LedgerRules.resultHash(result)));
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
    change(book -> rules.voidRun(book, runId, reason));
  }

  @Override
  public Optional<LedgerReceipt> receipt(String runId) {
    LedgerBook book = book();
    return book.voided(runId) ? Optional.empty() : book.reservation(runId).map(LedgerBook::receipt);
  }

  @Override
  public List<LedgerEntry> entries(String cohort) {
    return book().of(cohort);
  }

  @Override
  public double spentEpsilon(String cohort, double delta) {
    return rules.accountant().epsilon(book().spent(cohort), delta);
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw unreachable(e);
    }
  }

  private LedgerBook book() {
    return change(book -> Optional.empty());
  }

  @FunctionalInterface
  private interface Step {
    Optional<LedgerEntry> next(LedgerBook book);
  }

  /** One transaction: read all, decide, append at most one row; again if another writer won. */
  private synchronized LedgerBook change(Step step) {
    for (int attempt = 1; ; attempt++) {
      try {
        return inTransaction(step);
      } catch (SQLException e) {
        if (!LOST_RACE.contains(String.valueOf(e.getSQLState()))) {
          throw unreachable(e);
        }
        if (attempt == ATTEMPTS) {
          throw Refusal.tryAgain("The privacy ledger is busy.", "Run the same command again.");
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(attempt));
      }
    }
  }

  private LedgerBook inTransaction(Step step) throws SQLException {
    boolean done = false;
    try {
      LedgerBook before = LedgerTable.read(connection);
      Optional<LedgerEntry> entry = step.next(before);
      if (entry.isPresent()) {
        LedgerTable.append(connection, entry.get());
      }
      LedgerBook after = entry.isPresent() ? LedgerTable.read(connection) : before;
      connection.commit();
      done = true;
      if (entry.isPresent()) {
        LedgerTable.sync(connection);
      }
      return after;
    } finally {
      if (!done) {
        connection.rollback();
      }
    }
  }

  // Neither the URL nor the driver's words are shown: both may hold credentials.
  private static Refusal cannotConnect(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    if (state.equals(IN_USE_BY_ANOTHER_PROCESS)) {
      return Refusal.tryAgain(
          "The privacy ledger is open in another process.",
          "Wait for the other job, or use PostgreSQL for several jobs at a time.");
    }
    if (state.equals(NO_SUCH_DATABASE)) {
      return Refusal.usage(
          "There is no privacy ledger at that URL.",
          "Check the path; a ledger is made once, by a URL without IFEXISTS=TRUE.");
    }
    if (state.startsWith("28") || state.equals("08001") && e.getErrorCode() == 0) {
      return Refusal.usage(
          "The privacy ledger refuses the login, or there is no driver for its URL (SQL state "
              + state
              + ").",
          "Check the ledger's URL, user and password.");
    }
    return unreachable(e);
  }

  private static Refusal unreachable(SQLException e) {
    return Refusal.tryAgain(
        "The privacy ledger's database failed (SQL state " + e.getSQLState() + ").",
        "Check that the database runs, then run the same command again.");
  }
}
