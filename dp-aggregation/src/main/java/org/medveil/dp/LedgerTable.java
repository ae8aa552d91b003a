package org.medveil.dp;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The table of the ledger, in SQL that H2 and PostgreSQL both take. Rows are inserted and read,
 * nothing else: a database user with only those two rights is enough. The primary key makes
 * concurrent writers safe: each computes the next number from the rows it read, and only one can
 * insert it.
 */
enum LedgerTable {
  /** The one book of a site. */
  LEDGER("ledger_entry"),
  /** Someone's read-only copy of another's book; nothing can reserve from it. */
  COPY("ledger_copy");

  private static final String COLUMNS = String.join(", ", LedgerEntry.COLUMNS);
  private final String table;

  LedgerTable(String table) {
    this.table = table;
  }

  void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (isH2(connection)) {
        // H2 writes half a second late by default; a killed job would forget what it spent.
        statement.execute("SET WRITE_DELAY 0");
      }
      statement.execute(
          """
          CREATE TABLE IF NOT EXISTS %s (
            seq BIGINT PRIMARY KEY,
            kind VARCHAR(16) NOT NULL,
            run_id VARCHAR(128) NOT NULL,
            cohort VARCHAR(128) NOT NULL,
            mechanisms VARCHAR(100000) NOT NULL,
            terms VARCHAR(100000) NOT NULL,
            reason VARCHAR(400) NOT NULL,
            recorded_at VARCHAR(40) NOT NULL,
            previous_hash VARCHAR(64) NOT NULL,
            signer VARCHAR(128) NOT NULL,
            hash VARCHAR(64) NOT NULL,
            signature VARCHAR(128) NOT NULL)
          """
              .formatted(table));
    }
  }

  /** Whether the connection's schema has the table. */
  boolean exists(Connection connection) throws SQLException {
    try (ResultSet tables =
        connection
            .getMetaData()
            .getTables(connection.getCatalog(), connection.getSchema(), "%", null)) {
      while (tables.next()) {
        if (table.equalsIgnoreCase(tables.getString("TABLE_NAME"))) {
          return true;
        }
      }
      return false;
    }
  }

  /** All rows in order, unchecked. */
  List<LedgerEntry> read(Connection connection) throws SQLException {
    List<LedgerEntry> entries = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT " + COLUMNS + " FROM " + table + " ORDER BY seq")) {
      while (row.next()) {
        List<String> texts = new ArrayList<>();
        for (int i = 1; i <= LedgerEntry.COLUMNS.size(); i++) {
          texts.add(row.getString(i));
        }
        entries.add(LedgerEntry.of(row.getLong(1), texts));
      }
    }
    return entries;
  }

  void append(Connection connection, LedgerEntry entry) throws SQLException {
    String marks = String.join(", ", Collections.nCopies(LedgerEntry.COLUMNS.size(), "?"));
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO " + table + " (" + COLUMNS + ") VALUES (" + marks + ")")) {
      insert.setLong(1, entry.seq());
      List<String> texts = entry.texts();
      for (int i = 1; i < texts.size(); i++) {
        insert.setString(i + 1, texts.get(i));
      }
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

  static boolean isH2(Connection connection) throws SQLException {
    return "H2".equals(connection.getMetaData().getDatabaseProductName());
  }
}
