package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.dp.statistics.BoundedMean;
import org.medveil.dp.statistics.BoundedQuantiles;
import org.medveil.dp.statistics.ContributionBounds;
import org.medveil.dp.statistics.GroupChoice;
import org.medveil.dp.statistics.GroupKey;
import org.medveil.dp.statistics.NoiseShape;
import org.medveil.dp.statistics.PatientCount;
import org.medveil.dp.statistics.PatientHistogram;
import org.medveil.dp.statistics.Statistic;
import org.medveil.dp.statistics.StatisticsPlan;
import org.medveil.dp.statistics.StatisticsRequest;

/** A plan costs what was asked for: never more, and little less. */
class StatisticsBudgetTest {
  private static final ContributionBounds BOUNDS = new ContributionBounds(3, 2);
  private static final GroupChoice KNOWN = new GroupChoice.Public(List.of(GroupKey.everyone()));
  private static final List<Statistic> COUNTS =
      List.of(new PatientCount(), new PatientHistogram("age", List.of(40.0, 60.0)));
  private static final List<Statistic> ALL =
      List.of(
          new PatientCount(),
          new BoundedMean("age", 0, 100, BOUNDS),
          new BoundedQuantiles("age", List.of(20.0, 40.0, 60.0), List.of(0.25, 0.5)));

  private static void costs(StatisticsRequest request, PrivacyBudget budget, Accountant by) {
    StatisticsPlan plan = StatisticsPlan.within(budget, request, by);
    double spent = by.epsilon(plan.mechanisms(), budget.delta());
    assertTrue(spent <= budget.epsilon(), by.name() + " " + spent);
    assertTrue(spent > 0.97 * budget.epsilon(), by.name() + " wastes: " + spent);
  }

  @Test
  void aPlanCostsWhatWasAskedFor() {
    for (Accountant by : List.of(new PldAccountant(), new RdpAccountant())) {
      for (NoiseShape noise : NoiseShape.values()) {
        for (List<Statistic> some : List.of(COUNTS, ALL)) {
          StatisticsRequest request = new StatisticsRequest(KNOWN, BOUNDS, some, noise);
          costs(request, new PrivacyBudget(1, 1e-5), by);
        }
      }
    }
  }

  @Test
  void theNamingOfGroupsIsPartOfTheDelta() {
    StatisticsRequest named =
        new StatisticsRequest(new GroupChoice.Private(5e-6), BOUNDS, COUNTS, NoiseShape.GAUSSIAN);
    costs(named, new PrivacyBudget(1, 1e-5), new PldAccountant());
    Refusal refusal =
        assertThrows(
            Refusal.class,
            () -> StatisticsPlan.within(new PrivacyBudget(1, 5e-6), named, new PldAccountant()));
    assertEquals(ExitCode.USAGE, refusal.exitCode());
  }

  @Test
  void moreStatisticsOrGroupsNeedMoreNoise() {
    double alone = sigma(new ContributionBounds(1, 1), COUNTS.subList(0, 1));
    double both = sigma(new ContributionBounds(1, 1), COUNTS);
    double groups = sigma(new ContributionBounds(4, 1), COUNTS.subList(0, 1));
    assertTrue(both > 1.3 * alone, alone + " " + both);
    assertEquals(2 * alone, groups, 0.01 * groups);
    // The analytic Gaussian for epsilon 1, delta 1e-5 is 3.7306; discrete noise hardly differs.
    assertEquals(3.7306, alone, 0.02);
  }

  private static double sigma(ContributionBounds bounds, List<Statistic> some) {
    StatisticsRequest request = new StatisticsRequest(KNOWN, bounds, some, NoiseShape.GAUSSIAN);
    StatisticsPlan plan =
        StatisticsPlan.within(new PrivacyBudget(1, 1e-5), request, new PldAccountant());
    return ((DiscreteGaussian) plan.mechanisms().get(0)).sigma();
  }
}
