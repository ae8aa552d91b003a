package org.medveil.audits.fairness;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many a group has.
 *
 * @param group who
 * @param patients with at least one row in it
 * @param withEvent of them with at least one row with the event in it
 * @param withoutEvent of them with at least one row without it
 * @param rows images
 */
public record GroupCount(Group group, int patients, int withEvent, int withoutEvent, int rows) {
  static GroupCount of(Group group, List<ScoredRow> all) {
    return counted(group, all.stream().filter(group::has).toList());
  }

  /** Of the union of several groups. */
  static GroupCount ofUnion(List<Group> groups, List<ScoredRow> all) {
    return counted(
        groups.get(0),
        all.stream().filter(row -> groups.stream().anyMatch(g -> g.has(row))).toList());
  }

  private static GroupCount counted(Group group, List<ScoredRow> members) {
    Set<String> patients = new HashSet<>();
    Set<String> with = new HashSet<>();
    Set<String> without = new HashSet<>();
    for (ScoredRow row : members) {
      patients.add(row.subject());
      (row.event() ? with : without).add(row.subject());
    }
    return new GroupCount(group, patients.size(), with.size(), without.size(), members.size());
  }

  /** The smaller of the two sides: an AUROC is no surer than that. */
  int smallerSide() {
    return Math.min(withEvent, withoutEvent);
  }
}
