package org.medveil.dp.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medveil.contracts.Refusal;
import org.medveil.dp.PrivateStatistics;
import org.medveil.dp.Release;

/**
 * Quantiles of a column over the rows of a group that have a value: for each rank the edge that
 * splits the rows best, chosen by the exponential mechanism (Smith 2011).
 *
 * <p>Score of edge e for rank r/1000: −|1000·(rows below e) − r·(rows)|. Sensitivity: a patient
 * adds k rows to the group, j of them below e; the number inside changes by 1000·j − r·k, which
 * lies between −r·k and (1000 − r)·k. So the score moves by at most Δ = max(r, 1000 − r)·k, up or
 * down. Choices of other groups do not change, hence at most groups · ranks choices a patient.
 *
 * <p>Why not a noisy histogram: its rank error grows with the root of the bins, this one with their
 * logarithm; docs/statistics.md has the figures.
 */
public final class BoundedQuantiles implements Statistic {
  private static final long serialVersionUID = 1L;
  private static final int RANK_UNITS = 1000;

  private final String column;
  private final Edges edges;
  private final List<Integer> ranks;

  /**
   * @param column of numbers
   * @param edges public candidates, finite, ascending, 1 … 10 000
   * @param ranks 1 … 100 of them, strictly between 0 and 1, rounded to thousandths
   */
  public BoundedQuantiles(String column, List<Double> edges, List<Double> ranks) {
    this.column = column;
    this.edges = new Edges(edges);
    this.ranks = ranks.stream().map(rank -> (int) Math.round(rank * RANK_UNITS)).toList();
    boolean inside = this.ranks.stream().allMatch(rank -> rank > 0 && rank < RANK_UNITS);
    if (ranks.isEmpty() || ranks.size() > 100 || !inside) {
      throw Refusal.usage(
          "Quantiles need 1 to 100 ranks strictly between 0 and 1.", "0.5 is the median.");
    }
  }

  @Override
  public String name() {
    return "quantile(" + column + ")";
  }

  @Override
  public Optional<String> column() {
    return Optional.of(column);
  }

  @Override
  public int cells() {
    return edges.bins();
  }

  @Override
  public void add(double[] values, long[] sums, int at) {
    for (double value : values) {
      if (!Double.isNaN(value)) {
        sums[at + edges.bin(value)]++;
      }
    }
  }

  @Override
  public List<Query> queries(ContributionBounds bounds) {
    return ranks.stream().map(rank -> (Query) new Query.Choices(bounds.groups())).toList();
  }

  @Override
  public Release<List<Estimate>> release(PrivateStatistics paid, GroupCells exact) {
    Release<List<Estimate>> all = null;
    for (int rank : ranks) {
      Release<List<Estimate>> one = ofRank(rank, paid, exact);
      all = all == null ? one : all.with(one, Joined::both);
    }
    return all;
  }

  private Release<List<Estimate>> ofRank(int rank, PrivateStatistics paid, GroupCells exact) {
    long[][] scores = new long[exact.groups().size()][];
    for (int g = 0; g < scores.length; g++) {
      scores[g] = scores(exact.cells()[g], rank);
    }
    long sensitivity = sensitivity(rank, exact.bounds().rowsPerGroup());
    Release<List<Integer>> chosen = paid.selections(scores, sensitivity);
    double range = ((org.medveil.dp.ExponentialMechanism) chosen.mechanisms().get(0)).range();
    Accuracy accuracy = accuracy(sensitivity, range);
    return chosen.postProcess(
        edge -> {
          List<Estimate> estimates = new ArrayList<>();
          for (int g = 0; g < edge.size(); g++) {
            double value = edges.values().get(edge.get(g));
            String cell = String.valueOf((double) rank / RANK_UNITS);
            estimates.add(new Estimate(exact.groups().get(g), name(), cell, value, accuracy));
          }
          return estimates;
        });
  }

  /** One score an edge. */
  long[] scores(long[] bins, int rank) {
    long rows = 0;
    for (long bin : bins) {
      rows += bin;
    }
    long[] scores = new long[edges.values().size()];
    long below = 0;
    for (int e = 0; e < scores.length; e++) {
      below += bins[e];
      scores[e] = -Math.abs(RANK_UNITS * below - rank * rows);
    }
    return scores;
  }

  static long sensitivity(int rank, int rowsPerGroup) {
    return (long) Math.max(rank, RANK_UNITS - rank) * rowsPerGroup;
  }

  /** P(score &lt; best − t) ≤ edges · exp(−t/scale) (McSherry, Talwar 2007); at 5 %, in rows. */
  private Accuracy accuracy(long sensitivity, double range) {
    double scale = 2 * sensitivity / range;
    double rows = scale * Math.log(edges.values().size() / 0.05) / RANK_UNITS;
    return new Accuracy(Double.NaN, rows, true);
  }
}
