package org.medveil.jobs.statistics;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.medveil.dp.LedgerReceipt;
import org.medveil.dp.Mechanism;
import org.medveil.dp.NoiseSource;
import org.medveil.dp.PrivateStatistics;
import org.medveil.dp.Release;
import org.medveil.dp.statistics.ContributionBounds;
import org.medveil.dp.statistics.Estimate;
import org.medveil.dp.statistics.GroupSums;
import org.medveil.dp.statistics.PatientRows;
import org.medveil.dp.statistics.RowOrder;
import org.medveil.dp.statistics.StatisticsPlan;
import org.medveil.dp.statistics.StatisticsRequest;

/** Statistics with their price; not a row has been read yet. */
public final class PlannedStatistics {
  private final NumericRows rows;
  private final StatisticsPlan plan;

  PlannedStatistics(NumericRows rows, StatisticsPlan plan) {
    this.rows = rows;
    this.plan = plan;
  }

  /** Everything that will be done to the data, for a reservation. */
  public List<Mechanism> mechanisms() {
    return plan.mechanisms();
  }

  /**
   * Reads the data once, adds the noise at the driver.
   *
   * @param receipt of a reservation of exactly {@link #mechanisms()}
   * @param noise fresh noise
   * @return one estimate for each statistic, group and cell
   * @throws org.medveil.contracts.Refusal exit 77, before anything is read, if the ledger reserved
   *     something else
   */
  public Release<List<Estimate>> run(LedgerReceipt receipt, NoiseSource noise) {
    PrivateStatistics paid = plan.paid(receipt, noise);
    // The order differs between runs and is the same in every retry of one.
    byte[] key = receipt.entryHash().getBytes(StandardCharsets.UTF_8);
    return plan.release(sums(new RowOrder(key)), paid);
  }

  /** Exact sums. Task results, never accumulators: a retried task would count twice there. */
  GroupSums sums(RowOrder order) {
    StatisticsRequest request = plan.request();
    ContributionBounds bounds = request.bounds();
    GroupSums all = new GroupSums(request);
    rows.ordered(request, order)
        .aggregateByKey(new PatientRows(bounds), PatientRows::add, PatientRows::merge)
        .values()
        .mapPartitions(part -> List.of(sums(part, request)).iterator())
        .collect()
        .forEach(all::merge);
    return all;
  }

  private static GroupSums sums(Iterator<PatientRows> patients, StatisticsRequest request) {
    GroupSums sums = new GroupSums(request);
    patients.forEachRemaining(sums::add);
    return sums;
  }
}
