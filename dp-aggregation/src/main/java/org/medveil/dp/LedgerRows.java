package org.medveil.dp;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.medveil.contracts.Refusal;

/** All rows of a ledger or of a copy of one, for auditors. Nothing here can reserve. */
public final class LedgerRows {
  private LedgerRows() {}

  /**
   * The rows as they stand, unchecked: give them to {@link LedgerAudit}. Reads a copy where there
   * is no ledger.
   *
   * @throws Refusal exit 2 if there is neither, exit 75 if the database cannot be reached
   */
  public static List<LedgerEntry> unchecked(LedgerLocation where) {
    return new LedgerDatabase(where, LedgerDatabase.PATIENCE)
        .read(
            connection ->
                (LedgerTable.COPY.exists(connection) ? LedgerTable.COPY : LedgerTable.LEDGER)
                    .read(connection));
  }

  /**
   * Keeps an export as a read-only copy in a database of its own.
   *
   * @return false if exactly these rows are there already
   * @throws Refusal exit 77 if a ledger or another copy is there: nothing is ever overwritten
   */
  public static boolean importCopy(LedgerLocation where, LedgerExport export) {
    return new LedgerDatabase(where, LedgerDatabase.PATIENCE)
        .create(connection -> write(connection, export));
  }

  private static boolean write(Connection connection, LedgerExport export) throws SQLException {
    if (LedgerTable.LEDGER.exists(connection)) {
      throw Refusal.policy(
          "A privacy ledger is at that URL already.", "Import into a new, empty database.");
    }
    LedgerTable.COPY.create(connection);
    List<LedgerEntry> there = LedgerTable.COPY.read(connection);
    if (there.equals(export.rows())) {
      return false;
    }
    if (!there.isEmpty()) {
      throw Refusal.policy(
          "Another copy of a privacy ledger is at that URL already.",
          "Import into a new, empty database.");
    }
    for (LedgerEntry row : export.rows()) {
      LedgerTable.COPY.append(connection, row);
    }
    return true;
  }
}
