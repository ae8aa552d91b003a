package org.medveil.dp.statistics;

import java.util.List;
import org.medveil.contracts.Refusal;
import org.medveil.dp.Accountant;
import org.medveil.dp.Bisection;
import org.medveil.dp.LedgerReceipt;
import org.medveil.dp.Mechanism;
import org.medveil.dp.NoiseSource;
import org.medveil.dp.PrivacyBudget;
import org.medveil.dp.PrivateStatistics;
import org.medveil.dp.Release;

/**
 * A request with its noise: knows what it will cost before any data is touched, and is run once a
 * ledger has reserved exactly that.
 */
public final class StatisticsPlan {
  private static final double LEAST = 0.05;
  private static final double MOST = 1e6;
  private static final double TOLERANCE = 1e-3;

  private final StatisticsRequest request;
  private final List<Mechanism> mechanisms;

  /**
   * @param noiseMultiplier noise over sensitivity of every statistic, 0.05 … 1e6
   * @throws Refusal exit 2 outside that range
   */
  public StatisticsPlan(StatisticsRequest request, double noiseMultiplier) {
    if (!(noiseMultiplier >= LEAST && noiseMultiplier <= MOST)) {
      throw Refusal.usage(
          "The noise multiplier of statistics must lie between " + LEAST + " and " + MOST,
          "Ask for fewer statistics or another epsilon.");
    }
    this.request = request;
    this.mechanisms = request.mechanisms(noiseMultiplier);
  }

  /**
   * The plan with the least noise, to 0.1 %, that keeps all statistics together within the budget.
   *
   * @throws Refusal exit 2 if no noise up to a multiplier of 1e6 is enough
   */
  public static StatisticsPlan within(
      PrivacyBudget budget, StatisticsRequest request, Accountant accountant) {
    if (request.groups() instanceof GroupChoice.Private named && named.delta() >= budget.delta()) {
      throw Refusal.usage(
          "The delta of private groups leaves nothing of the budget's delta.",
          "Give a part of the budget's delta, e.g. half.");
    }
    double least =
        Bisection.least(noise -> fits(budget, request, accountant, noise), LEAST, MOST, TOLERANCE)
            .orElseThrow(
                () ->
                    Refusal.usage(
                        "No noise keeps these statistics within their epsilon and delta.",
                        "Ask for fewer statistics, a larger epsilon, or a smaller delta of private"
                            + " groups."));
    return new StatisticsPlan(request, least);
  }

  private static boolean fits(
      PrivacyBudget budget, StatisticsRequest request, Accountant accountant, double multiplier) {
    double spent = accountant.epsilon(request.mechanisms(multiplier), budget.delta());
    return spent <= budget.epsilon();
  }

  /** What was asked. */
  public StatisticsRequest request() {
    return request;
  }

  /** Everything the plan will do to the data, for a reservation. */
  public List<Mechanism> mechanisms() {
    return mechanisms;
  }

  /**
   * The right to release this plan, once.
   *
   * @param receipt of a reservation of exactly {@link #mechanisms()}
   * @param noise fresh noise
   * @throws Refusal exit 77 if the ledger reserved something else
   */
  public PrivateStatistics paid(LedgerReceipt receipt, NoiseSource noise) {
    return new PrivateStatistics(mechanisms, receipt, noise);
  }

  /**
   * Adds the noise.
   *
   * @param exact sums of this plan's request, bounded by this plan's bounds
   * @param paid by {@link #paid}, not used yet
   * @return one estimate for each statistic, group and cell, in that order
   */
  public Release<List<Estimate>> release(GroupSums exact, PrivateStatistics paid) {
    if (request.groups() instanceof GroupChoice.Public known) {
      return statistics(exact, known.groups(), paid);
    }
    Release<List<GroupKey>> named = paid.groups(exact.patients());
    return named.with(statistics(exact, named.value(), paid), (groups, estimates) -> estimates);
  }

  private Release<List<Estimate>> statistics(
      GroupSums exact, List<GroupKey> groups, PrivateStatistics paid) {
    Release<List<Estimate>> all = null;
    for (int n = 0; n < request.statistics().size(); n++) {
      Release<List<Estimate>> one =
          request.statistics().get(n).release(paid, exact.cells(n, groups));
      all = all == null ? one : all.with(one, Joined::both);
    }
    return all;
  }
}
