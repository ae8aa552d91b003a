package org.medveil.dp.statistics;

import java.io.Serializable;
import java.util.Arrays;

/** A patient's row in one group, with its place among the patient's groups and rows. */
public final class OrderedRow implements Serializable, Comparable<OrderedRow> {
  private static final long serialVersionUID = 1L;

  private final GroupKey group;
  private final double[] values;
  private final long groupRank;
  private final long rowRank;

  OrderedRow(GroupKey group, double[] values, long groupRank, long rowRank) {
    this.group = group;
    this.values = values;
    this.groupRank = groupRank;
    this.rowRank = rowRank;
  }

  GroupKey group() {
    return group;
  }

  long groupRank() {
    return groupRank;
  }

  double value(int column) {
    return values[column];
  }

  /** Rows that compare equal are the same row: it does not matter which of them is kept. */
  @Override
  public int compareTo(OrderedRow other) {
    int byRank = Long.compare(rowRank, other.rowRank);
    return byRank != 0 ? byRank : Arrays.compare(values, other.values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OrderedRow row && group.equals(row.group) && compareTo(row) == 0;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(rowRank);
  }
}
