package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.medveil.dp.JdbcLedgerTest.assertRefused;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.ExitCode;

/** What is particular to PostgreSQL. */
class PostgresLedgerTest {
  private static final RdpAccountant RDP = new RdpAccountant();
  private static final SubsampledGaussian RUN = new SubsampledGaussian(0.1, 4, 300);

  @Test
  void a_user_with_two_rights_is_enough_and_can_change_nothing() throws Exception {
    LedgerLocation owner = database();
    JdbcLedger.create(owner, Optional.empty());
    PostgresServer.execute(owner.url(), "DROP ROLE IF EXISTS clerk");
    PostgresServer.execute(owner.url(), "CREATE ROLE clerk LOGIN");
    PostgresServer.execute(owner.url(), "GRANT SELECT, INSERT ON ledger_entry TO clerk");
    LedgerLocation clerk = LedgerDatabases.at(owner.url(), "clerk");
    try (JdbcLedger ledger = JdbcLedger.open(clerk, RDP, Optional.empty())) {
      ledger.reserve(JdbcLedgerTest.reservation("run-1", RUN, 2));
      ledger.commit("run-1");
      assertEquals(3, ledger.entries().size());
    }
    for (String sabotage :
        List.of(
            "DELETE FROM ledger_entry",
            "TRUNCATE ledger_entry",
            "UPDATE ledger_entry SET reason = 'x'",
            "DROP TABLE ledger_entry")) {
      try (Connection connection = DriverManager.getConnection(owner.url(), "clerk", "");
          Statement statement = connection.createStatement()) {
        SQLException denied = assertThrows(SQLException.class, () -> statement.execute(sabotage));
        assertEquals("42501", denied.getSQLState());
      }
    }
  }

  @Test
  void a_database_without_a_ledger_and_none_at_all_are_said_so() {
    LedgerLocation empty = database();
    assertRefused(ExitCode.USAGE, () -> JdbcLedger.open(empty, RDP, Optional.empty()));
    LedgerLocation absent = LedgerDatabases.at(empty.url() + "x", "postgres");
    assertRefused(ExitCode.USAGE, () -> JdbcLedger.open(absent, RDP, Optional.empty()));
    LedgerLocation nobody = LedgerDatabases.at("jdbc:postgresql://127.0.0.1:1/x", "postgres");
    assertRefused(ExitCode.TRY_AGAIN, () -> JdbcLedger.open(nobody, RDP, Optional.empty()));
  }

  @Test
  void a_writer_that_hangs_does_not_hang_the_others_for_ever() throws Exception {
    LedgerLocation where = LedgerDatabases.POSTGRESQL.made(null);
    LedgerDatabase impatient = new LedgerDatabase(where, Duration.ofMillis(200));
    JdbcLedger ledger =
        new JdbcLedger(impatient, new LedgerSigner(Optional.empty()), RDP, Clock.systemUTC());
    Reservation asked = JdbcLedgerTest.reservation("run-1", RUN, 2);
    impatient.change(
        hanging -> {
          assertRefused(ExitCode.TRY_AGAIN, () -> ledger.reserve(asked));
          assertEquals(1, ledger.entries().size(), "readers do not wait");
          return true;
        });
    ledger.reserve(asked);
    assertEquals(2, ledger.entries().size());
  }

  @Test
  void a_table_of_another_form_is_refused() {
    LedgerLocation where = database();
    PostgresServer.execute(where.url(), "CREATE TABLE ledger_entry (seq BIGINT PRIMARY KEY)");
    assertRefused(ExitCode.POLICY_REFUSED, () -> JdbcLedger.open(where, RDP, Optional.empty()));
  }

  private static LedgerLocation database() {
    return LedgerDatabases.at(PostgresServer.newDatabase(), "postgres");
  }
}
