package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** What was reserved is released once, in order, and with the noise that it says. */
class PrivateStatisticsTest {
  private static final DiscreteGaussian COUNTS = new DiscreteGaussian(4, 1, 2, 1);
  private static final ExponentialMechanism CHOICE = new ExponentialMechanism(1, 1);

  private static PrivateStatistics paid(NoiseSource noise, Mechanism... mechanisms) {
    return new PrivateStatistics(List.of(mechanisms), receipt(mechanisms), noise);
  }

  static LedgerReceipt receipt(Mechanism... mechanisms) {
    return new LedgerReceipt(
        "run-1",
        "eyes",
        PrivacyUnit.PATIENT,
        List.of(mechanisms),
        1,
        1e-5,
        Fixtures.HASH,
        "rdp",
        "2026-11-24T00:00:00Z");
  }

  @Test
  void onlyWhatWasReservedRuns() {
    for (List<Mechanism> other :
        List.<List<Mechanism>>of(
            List.of(new DiscreteGaussian(3.9, 1, 2, 1)), List.of(COUNTS, COUNTS), List.of())) {
      Refusal refusal =
          assertThrows(
              Refusal.class,
              () -> new PrivateStatistics(other, receipt(COUNTS), new SilentTestNoise()));
      assertEquals(ExitCode.POLICY_REFUSED, refusal.exitCode());
    }
  }

  @Test
  void eachMechanismIsUsedOnceAndInOrder() {
    PrivateStatistics paid = paid(new SilentTestNoise(), COUNTS, CHOICE);
    assertEquals(List.of(3L, 4L), paid.counts(new long[] {3, 4}).value());
    Release<List<Integer>> chosen = paid.selections(new long[][] {{-1, 0, -9}, {2, 1}}, 1);
    assertEquals(List.of(1, 0), chosen.value());
    assertEquals(List.of(CHOICE), chosen.mechanisms());
    Refusal spent = assertThrows(Refusal.class, () -> paid.counts(new long[] {3, 4}));
    assertEquals(ExitCode.BUDGET_REFUSED, spent.exitCode());
    PrivateStatistics swapped = paid(new SilentTestNoise(), COUNTS, CHOICE);
    assertThrows(IllegalStateException.class, () -> swapped.selections(new long[][] {{1}}, 1));
  }

  @Test
  void twoReleasesTogetherCostBoth() {
    PrivateStatistics paid = paid(new SilentTestNoise(), COUNTS, CHOICE);
    Release<List<Long>> counts = paid.counts(new long[] {7});
    Release<List<Integer>> chosen = paid.selections(new long[][] {{1, 2}}, 1);
    Release<Long> both = counts.with(chosen, (count, choice) -> count.get(0) + choice.get(0));
    assertEquals(8L, both.value());
    assertEquals(List.of(COUNTS, CHOICE), both.mechanisms());
  }

  /**
   * 20 000 draws: the sample variance of a Gaussian of σ² = 16 has a standard error of σ²·√(2/n) =
   * 0.16; five of them fail once in two million runs.
   */
  @Test
  void theNoiseHasTheReservedVariance() {
    long[] zeros = new long[20_000];
    List<Long> noisy = paid(new ExactTestNoise(), COUNTS).counts(zeros).value();
    double variance = noisy.stream().mapToDouble(x -> (double) x * x).average().orElseThrow();
    assertEquals(16, variance, 0.8);
    List<Long> laplace =
        paid(new ExactTestNoise(), new DiscreteLaplace(4, 1, 1, 1)).counts(zeros).value();
    double q = Math.exp(-0.25);
    double expected = 2 * q / ((1 - q) * (1 - q));
    double found = laplace.stream().mapToDouble(x -> (double) x * x).average().orElseThrow();
    // Kurtosis 6: standard error of the variance is its value · √(5/n), 1.6 %.
    assertEquals(expected, found, 0.08 * expected);
  }

  /** The selection's odds: exp(range·(difference of scores)/(2·sensitivity)). */
  @Test
  void choicesHaveTheReservedOdds() {
    int n = 20_000;
    long[][] scores = new long[n][];
    for (int i = 0; i < n; i++) {
      scores[i] = new long[] {0, -4};
    }
    List<Integer> chosen = paid(new ExactTestNoise(), CHOICE).selections(scores, 2).value();
    double worse = chosen.stream().mapToInt(Integer::intValue).sum();
    double expected = n / (1 + Math.exp(1));
    assertEquals(expected, worse, 5 * Math.sqrt(expected));
  }

  @Test
  void aLonelyPatientsGroupStaysHidden() {
    double delta = 0.02;
    DiscreteGaussian noise = new DiscreteGaussian(3, 1, 2, 1);
    TreeMap<String, Long> patients = new TreeMap<>();
    patients.put("many", 1000L);
    patients.put("only-me", 1L);
    patients.put("only-me-too", 1L);
    int shown = 0;
    int runs = 20_000;
    for (int i = 0; i < runs; i++) {
      List<String> named =
          paid(new ExactTestNoise(), noise, new ApproximateDp(0, delta, 1))
              .groups(patients)
              .value();
      assertTrue(named.contains("many"));
      shown += named.size() > 1 ? 1 : 0;
    }
    // Binomial(20 000, ≤ 0.02): 400 expected at most, standard deviation 20.
    assertTrue(shown <= 500, "shown " + shown);
    assertTrue(shown >= 100, "the threshold is much too high: " + shown);
  }

  @Test
  void tailsAreUpperBounds() {
    for (double sigma : new double[] {0.3, 1, 4, 50}) {
      List<Double> weights = new ArrayList<>();
      double all = 0;
      for (int x = (int) (-12 * sigma) - 12; x <= 12 * sigma + 12; x++) {
        weights.add(Math.exp(-x / sigma * x / sigma / 2));
        all += weights.get(weights.size() - 1);
      }
      for (int m = 1; m < 5 * sigma + 2; m++) {
        double tail = 0;
        for (int x = m; x <= 12 * sigma + 12; x++) {
          tail += Math.exp(-x / sigma * x / sigma / 2);
        }
        double bound = GroupThreshold.gaussianTail(sigma, m);
        assertTrue(bound >= tail / all, sigma + " " + m);
        assertTrue(m < 3 * sigma || bound < 1.5 * tail / all, sigma + " " + m + " is loose");
      }
    }
    assertEquals(Math.exp(-3) / (1 + Math.exp(-0.5)), GroupThreshold.laplaceTail(2, 6), 1e-9);
  }
}
