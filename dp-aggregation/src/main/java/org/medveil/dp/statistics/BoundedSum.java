package org.medveil.dp.statistics;

import java.util.List;
import java.util.Optional;
import org.medveil.dp.PrivateStatistics;
import org.medveil.dp.Release;

/**
 * The sum of a column over the rows of a group, values clamped to [low, high], missing ones counted
 * as nothing. A patient changes each of its groups by at most {@link ClampedTotal#GRID} units.
 */
public final class BoundedSum implements Statistic {
  private static final long serialVersionUID = 1L;

  private final String column;
  private final ClampedTotal total;
  private final int rowsPerGroup;

  /**
   * @param column of numbers
   * @param low smallest value that counts, public, finite
   * @param high largest, public, finite, above low
   * @param bounds of the request it stands in
   */
  public BoundedSum(String column, double low, double high, ContributionBounds bounds) {
    this.column = column;
    this.total = new ClampedTotal(low, high, 0);
    this.rowsPerGroup = bounds.rowsPerGroup();
  }

  @Override
  public String name() {
    return "sum(" + column + ")";
  }

  @Override
  public Optional<String> column() {
    return Optional.of(column);
  }

  @Override
  public int cells() {
    return 1;
  }

  @Override
  public void add(double[] values, long[] sums, int at) {
    sums[at] += total.units(values, rowsPerGroup);
  }

  @Override
  public List<Query> queries(ContributionBounds bounds) {
    return List.of(new Query.Numbers(ClampedTotal.GRID, bounds.groups(), 1));
  }

  @Override
  public Release<List<Estimate>> release(PrivateStatistics paid, GroupCells exact) {
    return exact.noisy(paid, name(), List.of(""), total.unit(rowsPerGroup));
  }
}
