package org.medveil.dp;

import java.sql.SQLException;
import java.util.Set;
import org.medveil.contracts.Refusal;

/**
 * What a database's complaint means for the operator. Neither the URL nor the driver's words are
 * shown: both may hold credentials.
 */
final class LedgerFault {
  // Unique key, serialisation failure, deadlock; H2: lock timeout, concurrent update, closing.
  private static final Set<String> LOST_RACE =
      Set.of("23505", "40001", "40P01", "HYT00", "90131", "90098", "90121");
  private static final Set<String> NO_SUCH_TABLE = Set.of("42P01", "42S02", "42S03", "42S04");
  private static final Set<String> OTHER_TABLE = Set.of("42703", "42S22");
  private static final Set<String> NO_SUCH_DATABASE = Set.of("90146", "90149", "3D000");
  private static final String LOCKED_BY_ANOTHER_PROCESS = "90020";

  private LedgerFault() {}

  /** Another writer was first; the same step again, on fresh rows, is right. */
  static boolean lostRace(SQLException e) {
    return LOST_RACE.contains(state(e));
  }

  static boolean lockedByAnotherProcess(SQLException e) {
    return LOCKED_BY_ANOTHER_PROCESS.equals(state(e));
  }

  static boolean noSuchTable(SQLException e) {
    return NO_SUCH_TABLE.contains(state(e));
  }

  static Refusal refusal(SQLException e) {
    String state = state(e);
    if (lockedByAnotherProcess(e)) {
      return Refusal.tryAgain(
          "The privacy ledger is held open by another process.",
          "Wait for it, or use PostgreSQL for several machines.");
    }
    if (NO_SUCH_DATABASE.contains(state) || NO_SUCH_TABLE.contains(state)) {
      return Refusal.usage(
          "There is no privacy ledger at that URL.",
          "Check the path; 'budget init' makes a ledger, once.");
    }
    if (OTHER_TABLE.contains(state)) {
      return Refusal.policy(
          "The privacy ledger at that URL has another form.",
          "Use the Medveil version that made it.");
    }
    // DriverManager says 08001 for a URL without a driver, PostgreSQL's for a server that is down.
    boolean noDriver = state.equals("08001") && e.getCause() == null;
    if (state.startsWith("28") || noDriver) {
      return Refusal.usage(
          "The privacy ledger refuses the login, or there is no driver for its URL (SQL state "
              + state
              + ").",
          "Check the ledger's URL, user and password.");
    }
    return Refusal.tryAgain(
        "The privacy ledger's database failed (SQL state " + state + ").",
        "Check that the database runs, then run the same command again.");
  }

  private static String state(SQLException e) {
    return String.valueOf(e.getSQLState());
  }
}
