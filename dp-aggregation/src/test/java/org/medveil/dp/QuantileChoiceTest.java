package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medveil.dp.statistics.BoundedQuantiles;
import org.medveil.dp.statistics.ContributionBounds;
import org.medveil.dp.statistics.Estimate;
import org.medveil.dp.statistics.GroupChoice;
import org.medveil.dp.statistics.GroupKey;
import org.medveil.dp.statistics.GroupSums;
import org.medveil.dp.statistics.NoiseShape;
import org.medveil.dp.statistics.PatientRows;
import org.medveil.dp.statistics.RowOrder;
import org.medveil.dp.statistics.StatisticsPlan;
import org.medveil.dp.statistics.StatisticsRequest;

/** Why quantiles take the exponential mechanism: the rank error of both ways at equal zCDP. */
class QuantileChoiceTest {
  private static final int PATIENTS = 1000;
  private static final int BINS = 200;
  private static final double MULTIPLIER = 8;
  private static final int RUNS = 200;

  /** Patient p's value is p: ranks and values are the same numbers. */
  @Test
  void choosingAnEdgeIsNearerThanAddingUpANoisyHistogram() {
    List<Double> edges =
        java.util.stream.IntStream.rangeClosed(1, BINS)
            .mapToObj(e -> (double) e * PATIENTS / BINS)
            .toList();
    ContributionBounds bounds = new ContributionBounds(1, 1);
    StatisticsRequest request =
        new StatisticsRequest(
            new GroupChoice.Public(List.of(GroupKey.everyone())),
            bounds,
            List.of(new BoundedQuantiles("x", edges, List.of(0.5))),
            NoiseShape.GAUSSIAN);
    GroupSums sums = new GroupSums(request);
    RowOrder order = new RowOrder(new byte[] {1});
    for (int p = 0; p < PATIENTS; p++) {
      sums.add(
          new PatientRows(bounds).add(order.row("p" + p, GroupKey.everyone(), new double[] {p})));
    }
    StatisticsPlan plan = new StatisticsPlan(request, MULTIPLIER);
    LedgerReceipt receipt =
        PrivateStatisticsTest.receipt(plan.mechanisms().toArray(Mechanism[]::new));
    double choosing = 0;
    double adding = 0;
    for (int run = 0; run < RUNS; run++) {
      List<Estimate> found = plan.release(sums, plan.paid(receipt, new ExactTestNoise())).value();
      choosing += Math.abs(found.get(0).value() - PATIENTS / 2.0) / RUNS;
      adding += Math.abs(fromHistogram() - PATIENTS / 2.0) / RUNS;
    }
    assertTrue(choosing < 40, "mean rank error of choosing: " + choosing);
    assertTrue(adding > 1.5 * choosing, "choosing " + choosing + ", adding " + adding);
  }

  /** The same zCDP, 1/2z², spent on one noisy count a bin; the median of what that says. */
  private static double fromHistogram() {
    long[] bins = new long[BINS];
    java.util.Arrays.fill(bins, PATIENTS / BINS);
    new ExactTestNoise().addDiscreteGaussian(bins, MULTIPLIER);
    double all = java.util.Arrays.stream(bins).sum();
    double below = 0;
    double best = Double.POSITIVE_INFINITY;
    double median = 0;
    for (int b = 0; b < BINS; b++) {
      below += bins[b];
      if (Math.abs(below - all / 2) < best) {
        best = Math.abs(below - all / 2);
        median = (b + 1.0) * PATIENTS / BINS;
      }
    }
    return median;
  }
}
