package org.medveil.jobs.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medveil.contracts.Refusal;
import org.medveil.dp.Accountant;
import org.medveil.dp.PrivacyBudget;
import org.medveil.dp.statistics.BoundedMean;
import org.medveil.dp.statistics.BoundedQuantiles;
import org.medveil.dp.statistics.BoundedSum;
import org.medveil.dp.statistics.ContributionBounds;
import org.medveil.dp.statistics.GroupChoice;
import org.medveil.dp.statistics.GroupKey;
import org.medveil.dp.statistics.NoiseShape;
import org.medveil.dp.statistics.PatientCount;
import org.medveil.dp.statistics.PatientHistogram;
import org.medveil.dp.statistics.RowCount;
import org.medveil.dp.statistics.Statistic;
import org.medveil.dp.statistics.StatisticsPlan;
import org.medveil.dp.statistics.StatisticsRequest;

/**
 * Asks for statistics of a data set, e.g.
 *
 * <pre>{@code
 * PlannedStatistics plan =
 *     DpStatistics.of(images, "subject_key")
 *         .groupBy("sex")
 *         .publicGroups(List.of(List.of("F"), List.of("M")))
 *         .maxRowsPerGroup(4)
 *         .patientCount()
 *         .mean("age_years", 0, 100)
 *         .within(new PrivacyBudget(0.5, 1e-6), accountant);
 * LedgerReceipt receipt = ledger.reserve(... plan.mechanisms() ...);
 * Release<List<Estimate>> result = plan.run(receipt, noise);
 * }</pre>
 *
 * <p>Unit: one patient, all rows together; relation: add/remove. Bounds, edges and public groups
 * must be chosen without looking at the data. Nothing is read before {@link PlannedStatistics#run}.
 */
public final class DpStatistics {
  private final Dataset<Row> rows;
  private final String patientColumn;
  private final List<Function<ContributionBounds, Statistic>> statistics = new ArrayList<>();
  private List<String> groupColumns = List.of();
  private GroupChoice groups = new GroupChoice.Public(List.of(GroupKey.everyone()));
  private int maxGroups = 1;
  private int maxRows = 1;
  private NoiseShape noise = NoiseShape.GAUSSIAN;

  private DpStatistics(Dataset<Row> rows, String patientColumn) {
    this.rows = rows;
    this.patientColumn = patientColumn;
  }

  /**
   * @param rows any number a patient
   * @param patientColumn whose rows belong together; rows without a value there are left out
   */
  public static DpStatistics of(Dataset<Row> rows, String patientColumn) {
    return new DpStatistics(rows, patientColumn);
  }

  /** Results for each combination of these columns' values; say which groups next. */
  public DpStatistics groupBy(String... columns) {
    groupColumns = List.of(columns);
    groups = null;
    return this;
  }

  /** Results for exactly these groups; one value a column, null for missing. */
  public DpStatistics publicGroups(List<List<String>> known) {
    for (List<String> group : known) {
      if (group.size() != groupColumns.size()) {
        throw Refusal.usage(
            "A public group has "
                + group.size()
                + " values for "
                + groupColumns.size()
                + " columns.",
            "Name one value for each column of groupBy.");
      }
    }
    groups = new GroupChoice.Public(known.stream().map(GroupKey::new).toList());
    return this;
  }

  /**
   * Results for the groups found in the data that have enough patients.
   *
   * @param delta chance that a patient's own groups show; a part of the budget's δ
   */
  public DpStatistics privateGroups(double delta) {
    groups = new GroupChoice.Private(delta);
    return this;
  }

  /** Most groups in which one patient counts; 1 unless given. */
  public DpStatistics maxGroupsPerPatient(int most) {
    maxGroups = most;
    return this;
  }

  /** Most rows of one patient that count in one group; 1 unless given. */
  public DpStatistics maxRowsPerGroup(int most) {
    maxRows = most;
    return this;
  }

  /** Noise of counts and sums; Gaussian unless given. */
  public DpStatistics noise(NoiseShape shape) {
    noise = shape;
    return this;
  }

  /** Rows of each group. */
  public DpStatistics count() {
    return and(bounds -> new RowCount());
  }

  /** Patients of each group. */
  public DpStatistics patientCount() {
    return and(bounds -> new PatientCount());
  }

  /** Patients with a value in each bin: below, between and above the edges, and missing. */
  public DpStatistics histogram(String column, double... edges) {
    List<Double> values = Arrays.stream(edges).boxed().toList();
    return and(bounds -> new PatientHistogram(column, values));
  }

  /** Sum over the rows of each group, values clamped to [low, high], missing ones left out. */
  public DpStatistics sum(String column, double low, double high) {
    return and(bounds -> new BoundedSum(column, low, high, bounds));
  }

  /** Mean over the rows of each group, values clamped to [low, high], missing ones left out. */
  public DpStatistics mean(String column, double low, double high) {
    return and(bounds -> new BoundedMean(column, low, high, bounds));
  }

  /** For each rank in (0, 1) the edge that splits the rows of each group best. */
  public DpStatistics quantile(String column, List<Double> edges, List<Double> ranks) {
    return and(bounds -> new BoundedQuantiles(column, edges, ranks));
  }

  private DpStatistics and(Function<ContributionBounds, Statistic> statistic) {
    statistics.add(statistic);
    return this;
  }

  /**
   * The plan with the least noise that costs at most this.
   *
   * @throws org.medveil.contracts.Refusal exit 2 if the request makes no sense or cannot be kept
   *     within the budget
   */
  public PlannedStatistics within(PrivacyBudget budget, Accountant accountant) {
    return planned(StatisticsPlan.within(budget, request(), accountant));
  }

  /** The plan with this noise over sensitivity for every statistic. */
  public PlannedStatistics withNoise(double multiplier) {
    return planned(new StatisticsPlan(request(), multiplier));
  }

  private StatisticsRequest request() {
    if (groups == null) {
      throw Refusal.usage(
          "Statistics by group must say which groups are public.",
          "Call publicGroups or privateGroups after groupBy.");
    }
    ContributionBounds bounds = new ContributionBounds(maxGroups, maxRows);
    List<Statistic> asked = statistics.stream().map(one -> one.apply(bounds)).toList();
    return new StatisticsRequest(groups, bounds, asked, noise);
  }

  private PlannedStatistics planned(StatisticsPlan plan) {
    return new PlannedStatistics(
        NumericRows.of(rows, patientColumn, groupColumns, plan.request().columns()), plan);
  }
}
