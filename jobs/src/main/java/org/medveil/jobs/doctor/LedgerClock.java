package org.medveil.jobs.doctor;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.medveil.dp.LedgerLocation;

/** The clock of the ledger's database server. H2 runs in this process and has none of its own. */
final class LedgerClock {
  private LedgerClock() {}

  /** How far it is ahead; empty for H2 and for a server that does not say. */
  static Optional<Duration> ahead(LedgerLocation ledger) {
    if (!ledger.url().startsWith("jdbc:postgresql:")) {
      return Optional.empty();
    }
    String password = new String(ledger.password());
    try (Connection server = DriverManager.getConnection(ledger.url(), ledger.user(), password);
        Statement ask = server.createStatement()) {
      Instant before = Instant.now();
      try (ResultSet answer = ask.executeQuery("select clock_timestamp()")) {
        answer.next();
        Instant there = answer.getTimestamp(1).toInstant();
        Instant after = Instant.now();
        return Optional.of(
            there.isBefore(before)
                ? Duration.between(before, there)
                : there.isAfter(after) ? Duration.between(after, there) : Duration.ZERO);
      }
    } catch (SQLException e) {
      // The check of the ledger says what is wrong with it.
      return Optional.empty();
    }
  }
}
