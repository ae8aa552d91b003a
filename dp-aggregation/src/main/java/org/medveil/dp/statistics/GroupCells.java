package org.medveil.dp.statistics;

import java.util.ArrayList;
import java.util.List;
import org.medveil.dp.PrivateStatistics;
import org.medveil.dp.Release;

/**
 * The exact numbers of one statistic: private until noise is added.
 *
 * @param groups in the order of the results
 * @param cells a row for each group
 * @param bounds that were kept
 */
record GroupCells(List<GroupKey> groups, long[][] cells, ContributionBounds bounds) {
  /** The numbers of some columns, group after group. */
  long[] flat(int from, int to) {
    int width = to - from;
    long[] flat = new long[groups.size() * width];
    for (int g = 0; g < cells.length; g++) {
      System.arraycopy(cells[g], from, flat, g * width, width);
    }
    return flat;
  }

  /** Adds noise to every number; {@code labels} name the cells, {@code unit} is their size. */
  Release<List<Estimate>> noisy(
      PrivateStatistics paid, String statistic, List<String> labels, double unit) {
    Release<List<Long>> noisy = paid.counts(flat(0, labels.size()));
    Accuracy accuracy = Accuracy.of(noisy.mechanisms().get(0)).times(unit);
    return noisy.postProcess(
        numbers -> {
          List<Estimate> estimates = new ArrayList<>();
          for (int i = 0; i < numbers.size(); i++) {
            GroupKey group = groups.get(i / labels.size());
            String label = labels.get(i % labels.size());
            estimates.add(new Estimate(group, statistic, label, numbers.get(i) * unit, accuracy));
          }
          return estimates;
        });
  }
}
