package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.medveil.dp.JdbcLedgerTest.assertRefused;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/**
 * What is particular to an H2 file: nobody makes one by accident, and one process has it at a time.
 */
class H2LedgerTest {
  private static final RdpAccountant RDP = new RdpAccountant();

  @TempDir Path folder;

  @Test
  void opening_makes_nothing_whatever_the_url_says() {
    for (String setting : new String[] {"", ";IFEXISTS=TRUE", ";ifexists=false"}) {
      LedgerLocation where = at("jdbc:h2:file:" + folder.resolve("absent") + setting);
      assertRefused(ExitCode.USAGE, () -> JdbcLedger.open(where, RDP, Optional.empty()));
      assertFalse(Files.exists(folder.resolve("absent.mv.db")));
    }
  }

  @Test
  void a_url_that_opens_a_port_is_refused() {
    assertRefused(
        ExitCode.USAGE, () -> at("jdbc:h2:file:" + folder.resolve("x") + ";auto_server=true"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:file:/x;PASSWORD=hush",
        "jdbc:postgresql://host/x?user=a&password=hush",
        "jdbc:postgresql://host/x?Password=hush",
        "jdbc:postgresql://a:hush@host/x"
      })
  void a_password_in_the_url_is_refused_and_not_repeated(String url) {
    Refusal refusal = assertRefused(ExitCode.USAGE, () -> at(url));
    assertFalse((refusal.getMessage() + refusal.hint()).contains("hush"));
  }

  @Test
  void a_file_that_another_process_keeps_open_is_waited_for_and_then_try_again() throws Exception {
    LedgerLocation where = LedgerDatabases.H2.made(folder);
    Process holder = ChildJvm.start(Holder.class, where.url());
    assertEquals('H', holder.getInputStream().read());
    JdbcLedger impatient =
        new JdbcLedger(
            new LedgerDatabase(where, Duration.ofMillis(300)),
            new LedgerSigner(Optional.empty()),
            RDP,
            Clock.systemUTC());
    assertRefused(ExitCode.TRY_AGAIN, impatient::entries);
    holder.getOutputStream().close();
    // The holder lets go when its input ends; a patient reader gets its turn without asking again.
    assertEquals(1, JdbcLedger.open(where, RDP, Optional.empty()).entries().size());
    assertEquals(0, ChildJvm.end(holder).code());
  }

  private static LedgerLocation at(String url) {
    return LedgerDatabases.at(url, "sa");
  }

  /** Keeps the file until its input ends. */
  static final class Holder {
    public static void main(String[] args) throws Exception {
      try (var connection = DriverManager.getConnection(args[0], "sa", "")) {
        System.out.print('H');
        System.out.flush();
        while (System.in.read() >= 0) {}
        connection.commit();
      }
    }
  }
}
