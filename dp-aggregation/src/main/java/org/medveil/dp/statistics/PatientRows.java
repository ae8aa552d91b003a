package org.medveil.dp.statistics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What is kept of one patient while rows arrive in any order, on any number of machines: the first
 * groups and rows of the {@link RowOrder}. Never holds more than the bounds allow (and a little
 * room to sort in), whatever a patient has.
 *
 * <p>A group among a patient's first g over all machines is among the first g on each machine that
 * sees it, and likewise a row; so keeping the first ones everywhere and merging loses none of them.
 */
public final class PatientRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private record Ranked(long rank, GroupKey group) implements Serializable, Comparable<Ranked> {
    @Override
    public int compareTo(Ranked other) {
      int byRank = Long.compare(rank, other.rank);
      return byRank != 0 ? byRank : group.compareTo(other.group);
    }
  }

  private final ContributionBounds bounds;
  private final TreeMap<Ranked, ArrayList<OrderedRow>> kept = new TreeMap<>();

  /** A patient of whom nothing is known yet. */
  public PatientRows(ContributionBounds bounds) {
    this.bounds = bounds;
  }

  /** Takes a row of this patient; changes and returns this. */
  public PatientRows add(OrderedRow row) {
    put(new Ranked(row.groupRank(), row.group()), List.of(row));
    return this;
  }

  /** Takes the rows of another part of the same patient; changes and returns this. */
  public PatientRows merge(PatientRows other) {
    other.kept.forEach(this::put);
    return this;
  }

  private void put(Ranked group, List<OrderedRow> rows) {
    ArrayList<OrderedRow> list = kept.computeIfAbsent(group, g -> new ArrayList<>(1));
    list.addAll(rows);
    if (list.size() > 2 * bounds.rowsPerGroup()) {
      cut(list);
    }
    while (kept.size() > bounds.groups()) {
      kept.pollLastEntry();
    }
  }

  private void cut(ArrayList<OrderedRow> list) {
    Collections.sort(list);
    if (list.size() > bounds.rowsPerGroup()) {
      list.subList(bounds.rowsPerGroup(), list.size()).clear();
    }
  }

  /** The groups the patient counts in, each with its rows in their order. */
  void forEachGroup(BiConsumer<GroupKey, List<OrderedRow>> action) {
    kept.forEach(
        (group, list) -> {
          cut(list);
          action.accept(group.group(), List.copyOf(list));
        });
  }
}
