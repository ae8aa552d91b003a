package org.medveil.dp.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medveil.dp.PrivateStatistics;
import org.medveil.dp.Release;

/**
 * How many patients of a group have a row with a value in each bin, in the end bins {@code (-inf,
 * first)} and {@code [last, inf)}, and in the bin {@code (missing)} (null, NaN).
 *
 * <p>Sensitivity: a patient counts once in a bin, so k kept rows fall into at most k bins: with g
 * groups at most g·min(k, bins) numbers change, each by 1. Counting rows instead would let one bin
 * change by k and need √k times the noise.
 */
public final class PatientHistogram implements Statistic {
  private static final long serialVersionUID = 1L;

  private final String column;
  private final Edges edges;

  /**
   * @param column of numbers
   * @param edges public, finite, ascending, 1 … 10 000
   */
  public PatientHistogram(String column, List<Double> edges) {
    this.column = column;
    this.edges = new Edges(edges);
  }

  @Override
  public String name() {
    return "histogram(" + column + ")";
  }

  @Override
  public Optional<String> column() {
    return Optional.of(column);
  }

  @Override
  public int cells() {
    return edges.bins() + 1;
  }

  @Override
  public void add(double[] values, long[] sums, int at) {
    boolean[] has = new boolean[cells()];
    for (double value : values) {
      has[Double.isNaN(value) ? edges.bins() : edges.bin(value)] = true;
    }
    for (int i = 0; i < has.length; i++) {
      sums[at + i] += has[i] ? 1 : 0;
    }
  }

  @Override
  public List<Query> queries(ContributionBounds bounds) {
    int binsOfOnePatient = Math.min(bounds.rowsPerGroup(), cells());
    return List.of(new Query.Numbers(1, bounds.groups() * binsOfOnePatient, 1));
  }

  @Override
  public Release<List<Estimate>> release(PrivateStatistics paid, GroupCells exact) {
    List<String> labels = new ArrayList<>(edges.labels());
    labels.add(GroupKey.MISSING);
    return exact.noisy(paid, name(), labels, 1);
  }
}
