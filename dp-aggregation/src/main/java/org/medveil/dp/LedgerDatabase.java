package org.medveil.dp;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.medveil.contracts.Refusal;

/**
 * One serialisable transaction per connection, one connection per step: an H2 file is locked for
 * milliseconds, so processes of one machine take turns, and a killed process holds nothing.
 */
record LedgerDatabase(LedgerLocation where, Duration patience) {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 60;
  // Any number, the same in every version: writers queue on it instead of failing each other.
  private static final long ADVISORY_LOCK = 0x4D65647665696CL;

  /** What happens inside a transaction; may run several times, on fresh rows each time. */
  @FunctionalInterface
  interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  /** Reads what is there; waits for no writer, and makes no database. */
  <T> T read(Work<T> work) {
    return run(where.openingUrl(), false, work);
  }

  /** Changes what is there; returns once the change is on the disk. */
  <T> T change(Work<T> work) {
    return run(where.openingUrl(), true, work);
  }

  /** As above, but makes an H2 file where none is. */
  <T> T create(Work<T> work) {
    return run(where.creatingUrl(), true, work);
  }

  private <T> T run(String url, boolean changes, Work<T> work) {
    long deadline = System.nanoTime() + patience.toNanos();
    for (int attempt = 1; ; ) {
      try {
        return once(url, changes, work);
      } catch (SQLException e) {
        boolean turn = LedgerFault.lockedByAnotherProcess(e) && System.nanoTime() < deadline;
        if (!turn && !LedgerFault.lostRace(e)) {
          throw LedgerFault.refusal(e);
        }
        if (!turn && attempt++ == ATTEMPTS) {
          throw Refusal.tryAgain("The privacy ledger is busy.", "Run the same command again.");
        }
        // Processes that started together should not knock together.
        long milliseconds = 5 + (System.nanoTime() ^ ProcessHandle.current().pid()) % 37;
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Math.abs(milliseconds)));
      }
    }
  }

  private <T> T once(String url, boolean changes, Work<T> work) throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(url, where.user(), new String(where.password()))) {
      connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      if (changes) {
        queue(connection);
      }
      connection.setAutoCommit(false);
      boolean done = false;
      try {
        T result = work.in(connection);
        connection.commit();
        done = true;
        if (changes) {
          LedgerTable.sync(connection);
        }
        return result;
      } finally {
        if (!done) {
          connection.rollback();
        }
      }
    }
  }

  /**
   * On PostgreSQL, waits for its turn before the snapshot is taken. Only to save work: without it
   * the primary key and serialisable isolation decide. The lock ends with the connection.
   */
  private void queue(Connection connection) throws SQLException {
    if (!LedgerTable.isH2(connection)) {
      try (Statement statement = connection.createStatement()) {
        // A writer that hangs must not hang all others: after this they end with 75.
        statement.execute("SET lock_timeout = " + patience.toMillis());
        statement.execute("SELECT pg_advisory_lock(" + ADVISORY_LOCK + ")");
      }
    }
  }
}
