package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** Sixteen want to spend one budget at the same moment; only those it affords may. */
class LedgerRaceTest {
  private static final int RUNNERS = 16;
  private static final int AFFORDED = 5;
  private static final RdpAccountant RDP = new RdpAccountant();
  private static final SubsampledGaussian RUN = new SubsampledGaussian(0.1, 4, 300);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(LedgerDatabases.class)
  void of_sixteen_threads_exactly_the_affordable_ones_win(LedgerDatabases kind) throws Exception {
    LedgerLocation where = kind.made(folder);
    CyclicBarrier start = new CyclicBarrier(RUNNERS);
    ExecutorService threads = Executors.newFixedThreadPool(RUNNERS);
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < RUNNERS; i++) {
      String runId = "run-" + i;
      tasks.add(
          () -> {
            start.await();
            return reserve(where, runId);
          });
    }
    List<Integer> codes = new ArrayList<>();
    try {
      for (Future<Integer> one : threads.invokeAll(tasks)) {
        codes.add(one.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertExactlyTheAffordableWon(where, codes);
  }

  @ParameterizedTest
  @EnumSource(LedgerDatabases.class)
  void of_sixteen_processes_exactly_the_affordable_ones_win(LedgerDatabases kind) throws Exception {
    LedgerLocation where = kind.made(folder);
    List<Process> children = new ArrayList<>();
    for (int i = 0; i < RUNNERS; i++) {
      children.add(ChildJvm.start(Runner.class, where.url(), where.user(), "run-" + i));
    }
    List<Integer> codes = new ArrayList<>();
    for (Process child : children) {
      codes.add(ChildJvm.end(child).code());
    }
    assertExactlyTheAffordableWon(where, codes);
  }

  private static void assertExactlyTheAffordableWon(LedgerLocation where, List<Integer> codes) {
    long won = codes.stream().filter(code -> code == 0).count();
    long refused = codes.stream().filter(c -> c == ExitCode.BUDGET_REFUSED.code()).count();
    assertEquals(AFFORDED, won, codes.toString());
    assertEquals(RUNNERS - AFFORDED, refused, codes.toString());
    try (JdbcLedger ledger = open(where)) {
      assertEquals(1 + AFFORDED, ledger.entries().size());
      assertTrue(ledger.spentEpsilon("eyes", 1e-5) <= limit());
    }
  }

  private static double limit() {
    return RDP.epsilon(List.of(new SubsampledGaussian(0.1, 4, 300 * AFFORDED)), 1e-5) * 1.0001;
  }

  private static JdbcLedger open(LedgerLocation where) {
    return JdbcLedger.open(where, RDP, Optional.empty());
  }

  private static int reserve(LedgerLocation where, String runId) {
    try (JdbcLedger ledger = open(where)) {
      ledger.reserve(JdbcLedgerTest.reservation(runId, RUN, limit()));
      return 0;
    } catch (Refusal refusal) {
      return refusal.exitCode().code();
    }
  }

  /** One reservation, as a process of its own. */
  static final class Runner {
    public static void main(String[] args) {
      System.exit(reserve(LedgerDatabases.at(args[0], args[1]), args[2]));
    }
  }
}
