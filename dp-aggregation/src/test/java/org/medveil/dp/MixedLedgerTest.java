package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.medveil.dp.JdbcLedgerTest.assertRefused;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** A cohort that spends on training, counts, a selection and another program, under PLD. */
class MixedLedgerTest {
  private static final PldAccountant PLD = new PldAccountant();
  private static final RdpAccountant RDP = new RdpAccountant();
  private static final List<Mechanism> MIX =
      List.of(
          new SubsampledGaussian(0.1, 4, 300),
          new SubsampledGaussian(1, 9, 5),
          new DiscreteGaussian(12, 1, 3, 1),
          new DiscreteLaplace(10, 1, 1, 2),
          new ExponentialMechanism(0.1, 3),
          new ApproximateDp(0.1, 1e-7, 1));

  @TempDir Path folder;

  @Test
  void all_kinds_add_up_in_one_ledger_below_the_cross_check_and_pass_the_audit() {
    LedgerLocation where = LedgerDatabases.H2.made(folder);
    List<Mechanism> so = new ArrayList<>();
    double before = 0;
    try (JdbcLedger ledger = JdbcLedger.open(where, PLD, Optional.empty())) {
      for (Mechanism one : MIX) {
        so.add(one);
        LedgerReceipt receipt =
            ledger.reserve(JdbcLedgerTest.reservation("run-" + so.size(), one, 9));
        assertEquals(PLD.epsilon(so, 1e-5), receipt.epsilonAfter(), 1e-12);
        assertEquals("pld", receipt.accountant());
        assertTrue(receipt.epsilonAfter() > before, "every mechanism costs");
        assertTrue(receipt.epsilonAfter() <= RDP.epsilon(so, 1e-5));
        before = receipt.epsilonAfter();
      }
    }
    new LedgerAudit(LedgerRows.unchecked(where)).recompute(seq -> {});
  }

  @Test
  void rows_of_an_earlier_accountant_stay_right_and_are_composed_with_new_ones() {
    LedgerLocation where = LedgerDatabases.H2.made(folder);
    try (JdbcLedger old = JdbcLedger.open(where, RDP, Optional.empty())) {
      old.reserve(JdbcLedgerTest.reservation("run-1", MIX.get(0), 9));
    }
    try (JdbcLedger now = JdbcLedger.open(where, PLD, Optional.empty())) {
      LedgerReceipt both = now.reserve(JdbcLedgerTest.reservation("run-2", MIX.get(1), 9));
      assertEquals(PLD.epsilon(MIX.subList(0, 2), 1e-5), both.epsilonAfter(), 1e-12);
    }
    new LedgerAudit(LedgerRows.unchecked(where)).recompute(seq -> {});
  }

  @Test
  void a_refused_count_is_told_how_many_releases_would_fit_and_they_do() {
    LedgerLocation where = LedgerDatabases.H2.made(folder);
    try (JdbcLedger ledger = JdbcLedger.open(where, PLD, Optional.empty())) {
      ledger.reserve(JdbcLedgerTest.reservation("run-1", MIX.get(0), 2));
      DiscreteLaplace greedy = new DiscreteLaplace(10, 1, 1, 100);
      Refusal refusal =
          assertRefused(
              ExitCode.BUDGET_REFUSED,
              () -> ledger.reserve(JdbcLedgerTest.reservation("run-2", greedy, 2)));
      String words = refusal.getMessage();
      int fits = Integer.parseInt(words.replaceAll("(?s).*Would fit: (\\d+) of 100 rel.*", "$1"));
      assertRefused(
          ExitCode.BUDGET_REFUSED,
          () ->
              ledger.reserve(
                  JdbcLedgerTest.reservation("run-3", Repetitions.times(greedy, fits + 1), 2)));
      ledger.reserve(JdbcLedgerTest.reservation("run-4", Repetitions.times(greedy, fits), 2));
    }
  }

  @Test
  void what_no_epsilon_covers_is_refused() {
    LedgerLocation where = LedgerDatabases.H2.made(folder);
    try (JdbcLedger ledger = JdbcLedger.open(where, PLD, Optional.empty())) {
      ApproximateDp blatant = new ApproximateDp(0.1, 1e-4, 1);
      Refusal refusal =
          assertRefused(
              ExitCode.BUDGET_REFUSED,
              () -> ledger.reserve(JdbcLedgerTest.reservation("run-1", blatant, 9)));
      assertTrue(refusal.getMessage().contains("none of 1 releases"), refusal.getMessage());
    }
  }
}
