package org.medveil.dp.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medveil.dp.PrivateStatistics;
import org.medveil.dp.Release;

/**
 * The mean of a column over the rows of a group that have a value, clamped to [low, high]: the
 * middle of the interval plus a noisy sum of distances from it over a noisy count.
 *
 * <p>Budget: two thirds to the sum, one third to the count, the best split where the mean lies half
 * way between middle and bound (the count's noise enters times that distance).
 *
 * <p>Accuracy: with noise a on the sum S and b on the count n, the error of (S + a)/(n + b) is
 * exactly (a − m·b)/(n + b), m the true distance from the middle. Its standard deviation, with the
 * noisy count in the denominator, is a function of public scales and of m, for which the largest
 * value within its own error stands.
 */
public final class BoundedMean implements Statistic {
  private static final long serialVersionUID = 1L;
  private static final double SHARE_OF_SUM = 2.0 / 3;

  private final String column;
  private final ClampedTotal total;
  private final int rowsPerGroup;

  /**
   * @param column of numbers
   * @param low smallest value that counts, public, finite
   * @param high largest, public, finite, above low
   * @param bounds of the request it stands in
   */
  public BoundedMean(String column, double low, double high, ContributionBounds bounds) {
    this.column = column;
    this.total = new ClampedTotal(low, high, low / 2 + high / 2);
    this.rowsPerGroup = bounds.rowsPerGroup();
  }

  @Override
  public String name() {
    return "mean(" + column + ")";
  }

  @Override
  public Optional<String> column() {
    return Optional.of(column);
  }

  @Override
  public int cells() {
    return 2;
  }

  @Override
  public void add(double[] values, long[] sums, int at) {
    sums[at] += total.units(values, rowsPerGroup);
    for (double value : values) {
      sums[at + 1] += Double.isNaN(value) ? 0 : 1;
    }
  }

  @Override
  public List<Query> queries(ContributionBounds bounds) {
    return List.of(
        new Query.Numbers(ClampedTotal.GRID, bounds.groups(), SHARE_OF_SUM),
        new Query.Numbers(bounds.rowsPerGroup(), bounds.groups(), 1 - SHARE_OF_SUM));
  }

  @Override
  public Release<List<Estimate>> release(PrivateStatistics paid, GroupCells exact) {
    Release<List<Long>> sums = paid.counts(exact.flat(0, 1));
    Release<List<Long>> counts = paid.counts(exact.flat(1, 2));
    double unit = total.unit(rowsPerGroup);
    Accuracy ofSum = Accuracy.of(sums.mechanisms().get(0)).times(unit);
    Accuracy ofCount = Accuracy.of(counts.mechanisms().get(0));
    return sums.with(
        counts,
        (sum, count) -> {
          List<Estimate> means = new ArrayList<>();
          for (int g = 0; g < sum.size(); g++) {
            Noisy noisy = new Noisy(sum.get(g) * unit, count.get(g), ofSum, ofCount);
            means.add(estimate(exact.groups().get(g), noisy));
          }
          return means;
        });
  }

  private record Noisy(double sum, long count, Accuracy ofSum, Accuracy ofCount) {
    double deviation(double distance) {
      return Math.hypot(ofSum.standardDeviation(), distance * ofCount.standardDeviation()) / count;
    }

    /** Both noises have the same shape; a mixture of two has lighter tails than one alone. */
    Accuracy accuracy(double distance, double most) {
      double inDeviations = ofSum.halfWidth95() / ofSum.standardDeviation();
      double halfWidth = Math.min(most, inDeviations * deviation(distance));
      return new Accuracy(deviation(distance), halfWidth, false);
    }
  }

  private Estimate estimate(GroupKey group, Noisy noisy) {
    double reach = total.reach();
    if (noisy.count() < 1) {
      // Nothing is known: the middle, give or take everything.
      return new Estimate(group, name(), "", total.origin(), new Accuracy(reach, reach, false));
    }
    double distance = Math.max(-reach, Math.min(reach, noisy.sum() / noisy.count()));
    double farthest = Math.min(reach, Math.abs(distance) + 2 * noisy.deviation(reach));
    return new Estimate(
        group, name(), "", total.origin() + distance, noisy.accuracy(farthest, 2 * reach));
  }
}
