package org.medveil.dp.statistics;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The exact sums of all patients, group by group: private until noise is added, and without a
 * public reader. Sums are whole numbers, so the order of patients and machines does not matter.
 */
public final class GroupSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final StatisticsRequest request;
  private final TreeMap<GroupKey, long[]> sums = new TreeMap<>();

  /** Of nobody. */
  public GroupSums(StatisticsRequest request) {
    this.request = request;
  }

  /** Adds everything one patient contributes; changes and returns this. */
  public GroupSums add(PatientRows patient) {
    patient.forEachGroup(
        (group, rows) -> {
          long[] cells = of(group);
          cells[0]++;
          int at = 1;
          for (Statistic statistic : request.statistics()) {
            statistic.add(values(rows, statistic), cells, at);
            at += statistic.cells();
          }
        });
    return this;
  }

  /** Adds the sums of other patients; changes and returns this. */
  public GroupSums merge(GroupSums other) {
    other.sums.forEach(
        (group, cells) -> {
          long[] mine = of(group);
          for (int i = 0; i < mine.length; i++) {
            mine[i] = Math.addExact(mine[i], cells[i]);
          }
        });
    return this;
  }

  private long[] of(GroupKey group) {
    return sums.computeIfAbsent(group, key -> new long[width()]);
  }

  private int width() {
    return 1 + request.statistics().stream().mapToInt(Statistic::cells).sum();
  }

  private double[] values(List<OrderedRow> rows, Statistic statistic) {
    double[] values = new double[rows.size()];
    if (statistic.column().isPresent()) {
      int column = request.columns().indexOf(statistic.column().get());
      for (int i = 0; i < values.length; i++) {
        values[i] = rows.get(i).value(column);
      }
    }
    return values;
  }

  /** Patients of every group that has any. */
  TreeMap<GroupKey, Long> patients() {
    TreeMap<GroupKey, Long> patients = new TreeMap<>();
    for (Map.Entry<GroupKey, long[]> group : sums.entrySet()) {
      patients.put(group.getKey(), group.getValue()[0]);
    }
    return patients;
  }

  /** The numbers of the n-th statistic for these groups, zeros for a group without patients. */
  GroupCells cells(int n, List<GroupKey> groups) {
    int from = 1 + request.statistics().stream().limit(n).mapToInt(Statistic::cells).sum();
    int width = request.statistics().get(n).cells();
    long[][] cells = new long[groups.size()][width];
    for (int g = 0; g < cells.length; g++) {
      long[] found = sums.get(groups.get(g));
      if (found != null) {
        System.arraycopy(found, from, cells[g], 0, width);
      }
    }
    return new GroupCells(groups, cells, request.bounds());
  }
}
