package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.dp.statistics.BoundedMean;
import org.medveil.dp.statistics.BoundedQuantiles;
import org.medveil.dp.statistics.BoundedSum;
import org.medveil.dp.statistics.ContributionBounds;
import org.medveil.dp.statistics.Estimate;
import org.medveil.dp.statistics.GroupChoice;
import org.medveil.dp.statistics.GroupKey;
import org.medveil.dp.statistics.GroupSums;
import org.medveil.dp.statistics.NoiseShape;
import org.medveil.dp.statistics.PatientCount;
import org.medveil.dp.statistics.PatientHistogram;
import org.medveil.dp.statistics.PatientRows;
import org.medveil.dp.statistics.RowCount;
import org.medveil.dp.statistics.RowOrder;
import org.medveil.dp.statistics.Statistic;
import org.medveil.dp.statistics.StatisticsPlan;
import org.medveil.dp.statistics.StatisticsRequest;

/** Results are as close to the truth as they say. */
class StatisticsUtilityTest {
  private static final ContributionBounds BOUNDS = new ContributionBounds(1, 2);
  private static final GroupKey F = new GroupKey(List.of("F"));
  private static final GroupKey M = new GroupKey(List.of("M"));
  private static final GroupKey NOBODY = new GroupKey(List.of("X"));
  private static final List<Double> EDGES = decades();
  private static final int PATIENTS = 1500;

  private static List<Double> decades() {
    List<Double> edges = new ArrayList<>();
    for (int e = 0; e <= 100; e += 5) {
      edges.add((double) e);
    }
    return edges;
  }

  private static StatisticsRequest request(NoiseShape noise, GroupChoice groups) {
    List<Statistic> all =
        List.of(
            new PatientCount(),
            new RowCount(),
            new PatientHistogram("age", List.of(20.0, 60.0)),
            new BoundedSum("age", 0, 100, BOUNDS),
            new BoundedMean("age", 0, 100, BOUNDS),
            new BoundedQuantiles("age", EDGES, List.of(0.5)));
    return new StatisticsRequest(groups, BOUNDS, all, noise);
  }

  /** Two visits a patient, ages 30–70; a third are men. */
  private static GroupSums sums(StatisticsRequest request) {
    RowOrder order = new RowOrder(new byte[] {7});
    SplittableRandom random = new SplittableRandom(3);
    GroupSums sums = new GroupSums(request);
    for (int p = 0; p < PATIENTS; p++) {
      PatientRows rows = new PatientRows(BOUNDS);
      double age = random.nextInt(30, 70);
      for (int visit = 0; visit < 2; visit++) {
        rows.add(order.row("p" + p, p % 3 == 0 ? M : F, new double[] {age + visit}));
      }
      sums.add(rows);
    }
    return sums;
  }

  private static Map<String, Estimate> released(
      StatisticsPlan plan, GroupSums sums, NoiseSource noise) {
    LedgerReceipt receipt =
        PrivateStatisticsTest.receipt(plan.mechanisms().toArray(Mechanism[]::new));
    Release<List<Estimate>> release = plan.release(sums, plan.paid(receipt, noise));
    assertEquals(plan.mechanisms(), release.mechanisms(), "all that was paid for, in order");
    Map<String, Estimate> byName = new HashMap<>();
    for (Estimate one : release.value()) {
      byName.put(one.group() + one.statistic() + one.cell(), one);
    }
    return byName;
  }

  /**
   * Each 95 % interval holds the truth in at least 920 of 1000 runs: a true coverage of 95 % falls
   * below that with a chance of 1 in 100 000 (binomial, 4.3 standard deviations).
   */
  @Test
  void theErrorStaysWithinTheHalfWidth() {
    for (NoiseShape shape : NoiseShape.values()) {
      StatisticsRequest request = request(shape, new GroupChoice.Public(List.of(F, M, NOBODY)));
      GroupSums sums = sums(request);
      StatisticsPlan plan = new StatisticsPlan(request, 8);
      Map<String, Estimate> truth = released(plan, sums, new SilentTestNoise());
      Map<String, Integer> inside = new HashMap<>();
      int runs = 1000;
      for (int run = 0; run < runs; run++) {
        released(plan, sums, new ExactTestNoise())
            .forEach(
                (name, one) -> {
                  double off = Math.abs(one.value() - truth.get(name).value());
                  boolean within = off <= one.accuracy().halfWidth95();
                  if (!one.accuracy().inRanks() && !one.group().equals(NOBODY)) {
                    inside.merge(name, within ? 1 : 0, Integer::sum);
                  }
                });
      }
      assertTrue(inside.size() >= 16);
      inside.forEach((name, hits) -> assertTrue(hits >= 920, name + " " + hits));
    }
  }

  @Test
  void withoutNoiseTheNumbersAreRight() {
    StatisticsRequest request =
        request(NoiseShape.GAUSSIAN, new GroupChoice.Public(List.of(F, M, NOBODY)));
    Map<String, Estimate> truth =
        released(new StatisticsPlan(request, 1), sums(request), new SilentTestNoise());
    assertEquals(1000, truth.get(F + "patients").value());
    assertEquals(500, truth.get(M + "patients").value());
    assertEquals(2000, truth.get(F + "count").value());
    assertEquals(0, truth.get(NOBODY + "patients").value());
    assertEquals(50, truth.get(F + "mean(age)").value(), 1.5);
    double sum = truth.get(F + "sum(age)").value();
    assertEquals(truth.get(F + "mean(age)").value() * 2000, sum, 10, "grid of 0.0061 a patient");
    assertEquals(50, truth.get(F + "quantile(age)0.5").value(), 5);
    double young = truth.get(F + "histogram(age)[20.0, 60.0)").value();
    assertEquals(750, young, 60);
    assertEquals(0, truth.get(F + "histogram(age)(-inf, 20.0)").value());
    assertEquals(50, truth.get(NOBODY + "mean(age)").value(), "nothing known: the middle");
    assertEquals(50, truth.get(NOBODY + "mean(age)").accuracy().halfWidth95());
  }

  @Test
  void theMedianIsWithinItsRankError() {
    StatisticsRequest request = request(NoiseShape.GAUSSIAN, new GroupChoice.Public(List.of(F, M)));
    GroupSums sums = sums(request);
    StatisticsPlan plan = new StatisticsPlan(request, 8);
    int close = 0;
    for (int run = 0; run < 200; run++) {
      Estimate median = released(plan, sums, new ExactTestNoise()).get(F + "quantile(age)0.5");
      assertTrue(median.accuracy().inRanks());
      assertTrue(median.accuracy().halfWidth95() < 200, "of 2000 rows");
      // 40 ages, 2000 rows: 50 rows a year, so 200 ranks are 4 years and the edges 5 apart.
      close += Math.abs(median.value() - 50) <= 10 ? 1 : 0;
    }
    assertTrue(close >= 180, "close " + close);
  }

  @Test
  void groupsThatAreNotListedDoNotAppear() {
    StatisticsRequest request =
        request(NoiseShape.LAPLACE, new GroupChoice.Public(List.of(NOBODY)));
    GroupSums sums = sums(request);
    Map<String, Estimate> only =
        released(new StatisticsPlan(request, 1), sums, new ExactTestNoise());
    assertTrue(only.values().stream().allMatch(one -> one.group().equals(NOBODY)));
    StatisticsRequest open = request(NoiseShape.GAUSSIAN, new GroupChoice.Private(1e-6));
    Map<String, Estimate> found =
        released(new StatisticsPlan(open, 2), sums(open), new ExactTestNoise());
    assertTrue(found.values().stream().noneMatch(one -> one.group().equals(NOBODY)));
    assertTrue(found.containsKey(F + "patients") && found.containsKey(M + "patients"));
  }

  @Test
  void anEmptyCohortIsNoSpecialCase() {
    StatisticsRequest request = request(NoiseShape.GAUSSIAN, new GroupChoice.Private(1e-6));
    GroupSums nobody = new GroupSums(request);
    assertTrue(released(new StatisticsPlan(request, 2), nobody, new ExactTestNoise()).isEmpty());
  }

  @Test
  void nonsenseIsRefused() {
    List<Runnable> nonsense =
        List.of(
            () -> new ContributionBounds(0, 1),
            () -> new ContributionBounds(1, 10_001),
            () -> new BoundedSum("a", 1, 1, BOUNDS),
            () -> new BoundedSum("a", Double.NaN, 1, BOUNDS),
            () -> new BoundedMean("a", 0, Double.POSITIVE_INFINITY, BOUNDS),
            () -> new PatientHistogram("a", List.of()),
            () -> new PatientHistogram("a", List.of(2.0, 1.0)),
            () -> new PatientHistogram("a", List.of(Double.NaN)),
            () -> new BoundedQuantiles("a", List.of(1.0), List.of(1.0)),
            () -> new BoundedQuantiles("a", List.of(1.0), List.of()),
            () -> new GroupChoice.Public(List.of()),
            () -> new GroupChoice.Public(List.of(F, F)),
            () -> new GroupChoice.Private(0),
            () -> new StatisticsPlan(request(NoiseShape.GAUSSIAN, new GroupChoice.Private(.1)), 0));
    for (Runnable one : nonsense) {
      assertEquals(
          ExitCode.USAGE, assertThrows(Refusal.class, one::run).exitCode(), one.toString());
    }
  }
}
