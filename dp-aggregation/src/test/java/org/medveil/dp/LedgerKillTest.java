package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/**
 * A process that makes a ledger, reserves, commits and voids is killed at every statement, one
 * statement per process. Whatever it left must be whole, and the same calls again must end as if
 * nothing had happened.
 */
class LedgerKillTest {
  private static final RdpAccountant RDP = new RdpAccountant();
  private static final SubsampledGaussian RUN = new SubsampledGaussian(0.1, 4, 300);
  private static final double COST = RDP.epsilon(List.of(RUN), 1e-5);
  private static final int ROWS = 5;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(LedgerDatabases.class)
  void killed_at_any_statement_the_ledger_is_whole_and_the_same_calls_heal_it(LedgerDatabases kind)
      throws Exception {
    AtomicInteger next = new AtomicInteger();
    AtomicBoolean survived = new AtomicBoolean();
    Set<Integer> rowsLeft = new ConcurrentSkipListSet<>();
    Callable<Void> killer =
        () -> {
          while (!survived.get()) {
            int point = next.incrementAndGet();
            if (!kill(kind.fresh(folder), point, rowsLeft)) {
              survived.set(true);
            }
          }
          return null;
        };
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (Future<Void> one : threads.invokeAll(List.of(killer, killer))) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    // The matrix is worth something only if it cut at every stage.
    assertEquals(Set.of(0, 1, 2, 3, 4, 5), rowsLeft);
    assertTrue(next.get() > 40, "only " + next + " points");
  }

  /** Whether the process was killed before its end; checks what it left. */
  private static boolean kill(LedgerLocation where, int point, Set<Integer> rowsLeft)
      throws Exception {
    ChildJvm child =
        ChildJvm.run(
            Victim.class, HaltingDriver.url(where.url()), where.user(), String.valueOf(point));
    String here = "point " + point + ": " + child;
    boolean killed = child.code() == HaltingDriver.HALTED;
    assertTrue(killed || child.code() == 0, here);
    // What was answered before the kill stands after it.
    int promised = child.said().length();
    JdbcLedger.create(where, Optional.empty());
    try (JdbcLedger ledger = JdbcLedger.open(where, RDP, Optional.empty())) {
      int rows = ledger.entries().size();
      assertTrue(rows >= promised, here + " left " + rows + " rows");
      rowsLeft.add(promised == 0 ? 0 : rows);
      if (rows == 2) {
        assertEquals(COST, ledger.spentEpsilon("eyes", 1e-5), 1e-12, here);
      }
      calls(ledger, () -> {});
      assertEquals(ROWS, ledger.entries().size(), here);
      assertEquals(COST, ledger.spentEpsilon("eyes", 1e-5), 1e-12, here);
    }
    return killed;
  }

  /** Says a character after each call that returned; a call that finds its work done is well. */
  private static void calls(JdbcLedger ledger, Runnable said) {
    healed(() -> ledger.reserve(JdbcLedgerTest.reservation("run-1", RUN, 9)), said);
    healed(() -> ledger.commit("run-1", Fixtures.delta(3)), said);
    healed(() -> ledger.reserve(JdbcLedgerTest.reservation("run-2", RUN, 9)), said);
    healed(() -> ledger.voidRun("run-2", "nothing was seen"), said);
  }

  private static void healed(Runnable call, Runnable said) {
    try {
      call.run();
    } catch (Refusal refusal) {
      boolean committed = refusal.exitCode() == ExitCode.NOTHING_NEW;
      boolean voided = refusal.getMessage().equals("Run 'run-2' was voided.");
      if (!committed && !voided) {
        throw refusal;
      }
    }
    said.run();
  }

  /** The process that is killed. */
  static final class Victim {
    public static void main(String[] args) throws Exception {
      DriverManager.registerDriver(new HaltingDriver(Integer.parseInt(args[2])));
      LedgerLocation where = LedgerDatabases.at(args[0], args[1]);
      JdbcLedger.create(where, Optional.empty());
      say();
      try (JdbcLedger ledger = JdbcLedger.open(where, RDP, Optional.empty())) {
        calls(ledger, Victim::say);
      }
    }

    private static void say() {
      System.out.print('.');
      System.out.flush();
    }
  }
}
