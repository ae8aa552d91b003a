package org.medveil.dp;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of the ledger, in SQL that H2 and PostgreSQL both take. Rows are inserted and read,
 * nothing else. The primary key makes concurrent writers safe: each computes the next number from
 * the rows it read, and only one can insert it.
 */
final class LedgerTable {
  private static final String CREATE =
      """
      CREATE TABLE IF NOT EXISTS ledger_entry (
        seq BIGINT PRIMARY KEY,
        kind VARCHAR(16) NOT NULL,
        run_id VARCHAR(128) NOT NULL,
        cohort VARCHAR(128) NOT NULL,
        mechanisms VARCHAR(100000) NOT NULL,
        terms VARCHAR(4000) NOT NULL,
        reason VARCHAR(400) NOT NULL,
        recorded_at VARCHAR(40) NOT NULL,
        previous_hash VARCHAR(64) NOT NULL,
        hash VARCHAR(64) NOT NULL)
      """;
  private static final String COLUMNS =
      "seq, kind, run_id, cohort, mechanisms, terms, reason, recorded_at, previous_hash, hash";

  private LedgerTable() {}

  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (isH2(connection)) {
        // H2 writes half a second late by default; a killed job would forget what it spent.
        statement.execute("SET WRITE_DELAY 0");
      }
      statement.execute(CREATE);
    }
  }

  static LedgerBook read(Connection connection) throws SQLException {
    List<LedgerEntry> entries = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT " + COLUMNS + " FROM ledger_entry ORDER BY seq")) {
      while (row.next()) {
        entries.add(
            new LedgerEntry(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10)));
      }
    }
    return new LedgerBook(entries);
  }

  static void append(Connection connection, LedgerEntry entry) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO ledger_entry (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setLong(1, entry.seq());
      insert.setString(2, entry.kind());
      insert.setString(3, entry.runId());
      insert.setString(4, entry.cohort());
      insert.setString(5, entry.mechanismsJson());
      insert.setString(6, entry.termsJson());
      insert.setString(7, entry.reason());
      insert.setString(8, entry.at());
      insert.setString(9, entry.previousHash());
      insert.setString(10, entry.hash());
      insert.executeUpdate();
    }
  }

  /** Forces what is committed onto the disk. */
  static void sync(Connection connection) throws SQLException {
    if (isH2(connection)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("CHECKPOINT SYNC");
      }
    }
  }

  private static boolean isH2(Connection connection) throws SQLException {
    return "H2".equals(connection.getMetaData().getDatabaseProductName());
  }
}
