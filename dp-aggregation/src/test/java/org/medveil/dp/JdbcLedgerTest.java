package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** What the ledger promises, against H2 in a file as a hospital runs it. */
class JdbcLedgerTest {
  private static final RdpAccountant RDP = new RdpAccountant();
  private static final SubsampledGaussian RUN = new SubsampledGaussian(0.1, 4, 300);
  private static final double COST = RDP.epsilon(List.of(RUN), 1e-5);

  @TempDir Path folder;
  private String url;

  @BeforeEach
  void newFile() {
    url = "jdbc:h2:file:" + folder.resolve("ledger");
  }

  @Test
  void a_reservation_is_written_and_answered_with_a_receipt() {
    try (JdbcLedger ledger = open(url)) {
      LedgerReceipt receipt = ledger.reserve(reservation("run-1", RUN, 3));
      assertEquals(COST, receipt.epsilonAfter(), 1e-12);
      assertEquals(List.of(RUN), receipt.mechanisms());
      assertEquals(receipt.epsilonAfter(), ledger.spentEpsilon("eyes", 1e-5));
      LedgerEntry entry = ledger.entries("eyes").get(0);
      assertEquals("RESERVE", entry.kind());
      assertEquals(receipt.entryHash(), entry.hash());
      assertEquals(0, ledger.spentEpsilon("lungs", 1e-5));
    }
  }

  @Test
  void the_same_run_with_the_same_mechanisms_is_one_reservation() {
    try (JdbcLedger ledger = open(url)) {
      LedgerReceipt first = ledger.reserve(reservation("run-1", RUN, 3));
      ledger.reserve(reservation("run-2", RUN, 3));
      assertEquals(first, ledger.reserve(reservation("run-1", RUN, 3)));
      assertEquals(2, ledger.entries("eyes").size());
    }
  }

  @Test
  void the_same_run_with_other_mechanisms_or_cohort_is_refused() {
    try (JdbcLedger ledger = open(url)) {
      ledger.reserve(reservation("run-1", RUN, 3));
      SubsampledGaussian quieter = new SubsampledGaussian(0.1, 3.9, 300);
      assertRefused(
          ExitCode.POLICY_REFUSED, () -> ledger.reserve(reservation("run-1", quieter, 9)));
      Reservation elsewhere =
          new Reservation(
              "run-1",
              "lungs",
              PrivacyUnit.PATIENT,
              List.of(RUN),
              new PrivacyBudget(9, 1e-5),
              "grading");
      assertRefused(ExitCode.POLICY_REFUSED, () -> ledger.reserve(elsewhere));
    }
  }

  @Test
  void a_run_over_the_limit_is_refused_in_a_sentence_that_says_all() {
    try (JdbcLedger ledger = open(url)) {
      ledger.reserve(reservation("run-1", RUN, 2));
      Refusal refusal =
          assertRefused(
              ExitCode.BUDGET_REFUSED, () -> ledger.reserve(reservation("run-2", RUN, 2)));
      assertTrue(
          refusal
              .getMessage()
              .matches(
                  "(?s).*spent epsilon 1\\.\\d{4}, the run alone asks"
                      + " 1\\.\\d{4}, together 2\\.\\d{4}, limit 2\\.0000, left 0\\.\\d{4}, all at delta"
                      + " 1\\.00e-05 \\(unit: patient, relation: add/remove one patient, sampler: Poisson,"
                      + " accountant: rdp\\).*"),
          refusal.getMessage());
      assertEquals(1, ledger.entries("eyes").size());
      assertEquals(COST, ledger.spentEpsilon("eyes", 1e-5), 1e-12);
    }
  }

  @Test
  void cohorts_have_budgets_of_their_own() {
    try (JdbcLedger ledger = open(url)) {
      ledger.reserve(reservation("run-1", RUN, 2));
      Reservation other =
          new Reservation(
              "run-2",
              "lungs",
              PrivacyUnit.PATIENT,
              List.of(RUN),
              new PrivacyBudget(2, 1e-5),
              "grading");
      assertEquals(COST, ledger.reserve(other).epsilonAfter(), 1e-12);
    }
  }

  @Test
  void one_cohort_has_one_unit() {
    try (JdbcLedger ledger = open(url)) {
      ledger.reserve(reservation("run-1", RUN, 9));
      Reservation images =
          new Reservation(
              "run-2",
              "eyes",
              PrivacyUnit.IMAGE,
              List.of(RUN),
              new PrivacyBudget(9, 1e-5),
              "grading");
      assertRefused(ExitCode.POLICY_REFUSED, () -> ledger.reserve(images));
    }
  }

  @Test
  void voiding_needs_a_reason_and_gives_the_budget_back() {
    try (JdbcLedger ledger = open(url)) {
      ledger.reserve(reservation("run-1", RUN, 2));
      assertRefused(ExitCode.USAGE, () -> ledger.voidRun("run-1", " "));
      assertRefused(ExitCode.USAGE, () -> ledger.voidRun("run-1", null));
      ledger.voidRun("run-1", "power cut before the first step");
      ledger.voidRun("run-1", "said twice");
      assertEquals(0, ledger.spentEpsilon("eyes", 1e-5));
      assertEquals("power cut before the first step", ledger.entries("eyes").get(1).reason());
      assertEquals(2, ledger.entries("eyes").size());
      assertTrue(ledger.receipt("run-1").isEmpty());
      ledger.reserve(reservation("run-2", RUN, 2));
      // A voided id is burnt: its first attempt must not come back to life.
      assertRefused(ExitCode.POLICY_REFUSED, () -> ledger.reserve(reservation("run-1", RUN, 9)));
      assertRefused(ExitCode.POLICY_REFUSED, () -> ledger.commit("run-1"));
    }
  }

  @Test
  void a_committed_run_is_spent_for_good() {
    try (JdbcLedger ledger = open(url)) {
      LedgerReceipt receipt = ledger.reserve(reservation("run-1", RUN, 2));
      ledger.commit("run-1");
      ledger.commit("run-1");
      assertRefused(ExitCode.POLICY_REFUSED, () -> ledger.voidRun("run-1", "regret"));
      // Training a committed run again would be a second release under one payment.
      assertRefused(ExitCode.NOTHING_NEW, () -> ledger.reserve(reservation("run-1", RUN, 2)));
      assertEquals(receipt, ledger.receipt("run-1").orElseThrow());
      assertEquals(COST, ledger.spentEpsilon("eyes", 1e-5), 1e-12);
      assertEquals(2, ledger.entries("eyes").size());
    }
  }

  @Test
  void an_unknown_run_can_neither_be_committed_nor_voided() {
    try (JdbcLedger ledger = open(url)) {
      assertRefused(ExitCode.POLICY_REFUSED, () -> ledger.commit("run-9"));
      assertRefused(ExitCode.POLICY_REFUSED, () -> ledger.voidRun("run-9", "typo"));
    }
  }

  @Test
  void a_reservation_survives_closing_and_stays_spent() {
    LedgerReceipt receipt;
    try (JdbcLedger ledger = open(url)) {
      receipt = ledger.reserve(reservation("run-1", RUN, 2));
    }
    try (JdbcLedger ledger = open(url)) {
      assertEquals(COST, ledger.spentEpsilon("eyes", 1e-5), 1e-12);
      assertEquals(receipt, ledger.reserve(reservation("run-1", RUN, 2)));
    }
  }

  @Test
  void a_reservation_survives_a_killed_process() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ReserveAndHang.class.getName(),
                url)
            .redirectErrorStream(true)
            .start();
    // The child says a word once reserve() has returned, then hangs with the database open.
    assertEquals('R', child.getInputStream().read());
    child.destroyForcibly().waitFor();
    try (JdbcLedger ledger = open(url)) {
      assertEquals(COST, ledger.spentEpsilon("eyes", 1e-5), 1e-12);
      assertEquals(1, ledger.entries("eyes").size());
    }
  }

  @Test
  void of_two_reservers_that_exceed_the_budget_together_exactly_one_wins() throws Exception {
    for (int repeat = 0; repeat < 5; repeat++) {
      String shared = "jdbc:h2:file:" + folder.resolve("race-" + repeat);
      race(shared, 2, 1);
    }
  }

  @Test
  void many_reservers_that_fit_all_win() throws Exception {
    race("jdbc:h2:file:" + folder.resolve("many"), 6, 6);
  }

  private static void race(String url, int reservers, int winners) throws Exception {
    double limit = winners == 1 ? 2 : 100;
    CountDownLatch start = new CountDownLatch(1);
    AtomicInteger won = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(reservers);
    try (JdbcLedger witness = open(url)) {
      List<Future<?>> runs = new java.util.ArrayList<>();
      for (int i = 0; i < reservers; i++) {
        String runId = "run-" + i;
        runs.add(
            threads.submit(
                () -> {
                  try (JdbcLedger ledger = open(url)) {
                    start.await();
                    ledger.reserve(reservation(runId, RUN, limit));
                    won.incrementAndGet();
                  } catch (Refusal refusal) {
                    assertEquals(ExitCode.BUDGET_REFUSED, refusal.exitCode());
                    refused.incrementAndGet();
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> run : runs) {
        run.get();
      }
      assertEquals(winners, won.get());
      assertEquals(reservers - winners, refused.get());
      assertEquals(winners, witness.entries("eyes").size());
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE ledger_entry SET mechanisms = '[]' WHERE seq = 2",
        "UPDATE ledger_entry SET reason = 'another' WHERE seq = 3",
        "UPDATE ledger_entry SET cohort = 'lungs' WHERE seq = 4",
        "UPDATE ledger_entry SET terms = '{}' WHERE seq = 4",
        "DELETE FROM ledger_entry WHERE seq = 1",
        "DELETE FROM ledger_entry WHERE seq = 3",
        "UPDATE ledger_entry SET hash = REPEAT('0', 64) WHERE seq = 4"
      })
  void a_changed_or_missing_row_is_found_on_opening(String sabotage) throws Exception {
    try (JdbcLedger ledger = open(url)) {
      ledger.reserve(reservation("run-1", RUN, 9));
      ledger.voidRun("run-1", "nothing was seen");
      ledger.reserve(reservation("run-2", RUN, 9));
    }
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement()) {
      assertEquals(1, statement.executeUpdate(sabotage));
    }
    Refusal refusal = assertRefused(ExitCode.POLICY_REFUSED, () -> open(url));
    assertTrue(refusal.getMessage().contains("hash chain"));
  }

  @Test
  void a_wrong_password_and_a_missing_driver_are_usage_errors_without_secrets() {
    open(url).close();
    Refusal refusal =
        assertRefused(
            ExitCode.USAGE, () -> JdbcLedger.open(url, "sa", "s3cret".toCharArray(), RDP));
    assertFalse((refusal.getMessage() + refusal.hint()).contains("s3cret"));
    assertRefused(ExitCode.USAGE, () -> open("jdbc:nothing:here"));
  }

  @Test
  void the_sql_also_runs_in_h2s_postgresql_mode() {
    try (JdbcLedger ledger = open(url + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE")) {
      ledger.reserve(reservation("run-1", RUN, 2));
      ledger.commit("run-1");
      assertEquals(2, ledger.entries("eyes").size());
    }
  }

  @Test
  void a_reservation_needs_a_name_a_purpose_and_something_to_do() {
    PrivacyBudget limit = new PrivacyBudget(1, 1e-5);
    List<Mechanism> run = List.of(RUN);
    PrivacyUnit unit = PrivacyUnit.PATIENT;
    assertRefused(ExitCode.USAGE, () -> new Reservation("", "c", unit, run, limit, "p"));
    assertRefused(ExitCode.USAGE, () -> new Reservation("r r", "c", unit, run, limit, "p"));
    assertRefused(ExitCode.USAGE, () -> new Reservation("r", "c\n", unit, run, limit, "p"));
    assertRefused(ExitCode.USAGE, () -> new Reservation("r", "c", unit, List.of(), limit, "p"));
    assertRefused(ExitCode.USAGE, () -> new Reservation("r", "c", unit, run, limit, " "));
    assertRefused(ExitCode.USAGE, () -> new PrivacyBudget(0, 1e-5));
    assertRefused(ExitCode.USAGE, () -> new PrivacyBudget(1, 1));
  }

  static JdbcLedger open(String url) {
    JdbcLedger.create(new LedgerLocation(url, "sa", new char[0]), java.util.Optional.empty());
    return JdbcLedger.open(url, "sa", new char[0], RDP);
  }

  static Reservation reservation(String runId, Mechanism mechanism, double epsilon) {
    return new Reservation(
        runId,
        "eyes",
        PrivacyUnit.PATIENT,
        List.of(mechanism),
        new PrivacyBudget(epsilon, 1e-5),
        "retinopathy grading");
  }

  static Refusal assertRefused(ExitCode code, Runnable action) {
    Refusal refusal = assertThrows(Refusal.class, action::run);
    assertEquals(code, refusal.exitCode(), refusal.getMessage());
    return refusal;
  }

  /** A job that reserves and is then killed; run as a process of its own. */
  static final class ReserveAndHang {
    public static void main(String[] args) throws InterruptedException {
      JdbcLedger ledger = open(args[0]);
      ledger.reserve(reservation("run-1", RUN, 2));
      System.out.print('R');
      System.out.flush();
      Thread.sleep(60_000);
      ledger.close();
    }
  }
}
