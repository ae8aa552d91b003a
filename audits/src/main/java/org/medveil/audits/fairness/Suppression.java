package org.medveil.audits.fairness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which groups are shown. A group with fewer than {@link Standing#LEAST} patients with or without
 * the event is not; then others are held back until what is hidden cannot be worked out:
 *
 * <ol>
 *   <li>what a group leaves over, when its shown parts are taken away, is nobody or at least {@link
 *       Standing#LEAST} patients on both sides, in at least two hidden parts;
 *   <li>no hidden group's number of patients with the event, of patients without it, or of images
 *       is a linear combination of those of shown groups ({@link LinearSpan}). Its number of
 *       patients in all may be: it is hidden because few of them have the event, or do not.
 * </ol>
 */
final class Suppression {
  private final List<ScoredRow> rows;
  private final Map<Group, GroupCount> counts = new LinkedHashMap<>();
  private final Map<Group, Standing> standing = new LinkedHashMap<>();
  private final Collection<Slice> slices;
  private final List<Map<Group, long[]>> sums = new ArrayList<>();

  private Suppression(List<ScoredRow> rows, List<Group> groups) {
    this.rows = rows;
    for (Group group : groups) {
      GroupCount count = GroupCount.of(group, rows);
      counts.put(group, count);
      standing.put(group, Standing.alone(count));
    }
    this.slices = slices();
    sums.add(vectors(row -> row.event() ? row.subject() : null));
    sums.add(vectors(row -> row.event() ? null : row.subject()));
    sums.add(vectors(row -> new Object()));
  }

  /** The standing of every group, in the groups' order. */
  static Map<Group, Standing> of(List<ScoredRow> rows, List<Group> groups) {
    Suppression suppression = new Suppression(rows, groups);
    while (suppression.leftOver() || suppression.combined()) {
      // Each turn hides one more group, so it ends.
    }
    return suppression.standing;
  }

  /** Hides one group because of what a group leaves over; false when there is no need. */
  private boolean leftOver() {
    for (Slice slice : slices) {
      List<Group> hidden = slice.parts().stream().filter(g -> !shown(g)).toList();
      List<Group> shown = slice.parts().stream().filter(this::shown).toList();
      if (!shown(slice.whole()) || hidden.isEmpty() || shown.isEmpty()) {
        continue;
      }
      boolean few = GroupCount.ofUnion(hidden, rows).smallerSide() < Standing.LEAST;
      if (hidden.size() < 2 || few) {
        hide(smallest(shown));
        return true;
      }
    }
    return false;
  }

  /** Hides one group because a hidden one is a combination of shown ones; false if none is. */
  private boolean combined() {
    for (Map<Group, long[]> vectors : sums) {
      LinearSpan span = new LinearSpan();
      vectors.forEach(
          (group, vector) -> {
            if (shown(group)) {
              span.add(vector);
            }
          });
      for (Map.Entry<Group, long[]> one : vectors.entrySet()) {
        if (!shown(one.getKey()) && span.holds(one.getValue())) {
          Optional<Group> told = smallestTouching(one.getValue(), vectors);
          if (told.isPresent()) {
            hide(told.get());
            return true;
          }
        }
      }
    }
    return false;
  }

  /** The parts that make up {@code whole}, told apart by one attribute. */
  private record Slice(Group whole, List<Group> parts) {}

  /** Everyone by each attribute, each group by each second attribute. */
  private Collection<Slice> slices() {
    Map<String, Slice> slices = new TreeMap<>();
    for (Group part : counts.keySet()) {
      for (String attribute : part.parts().keySet()) {
        TreeMap<String, String> rest = new TreeMap<>(part.parts());
        rest.remove(attribute);
        Group whole = new Group(rest);
        slices
            .computeIfAbsent(
                attribute + "|" + whole.name(), key -> new Slice(whole, new ArrayList<>()))
            .parts()
            .add(part);
      }
    }
    return slices.values();
  }

  /**
   * Of each group 1 for every kind of unit it has; alike are units of the same groups.
   *
   * @param unit of a row, or null if it counts in none
   */
  private Map<Group, long[]> vectors(Function<ScoredRow, Object> unit) {
    Map<Map<String, String>, Set<Group>> ofCell = new HashMap<>();
    Map<Object, Set<Group>> memberships = new LinkedHashMap<>();
    for (ScoredRow row : rows) {
      Object of = unit.apply(row);
      if (of != null) {
        memberships
            .computeIfAbsent(of, u -> new LinkedHashSet<>())
            .addAll(
                ofCell.computeIfAbsent(
                    row.groups(),
                    cell ->
                        counts.keySet().stream()
                            .filter(group -> group.has(row))
                            .collect(Collectors.toCollection(LinkedHashSet::new))));
      }
    }
    List<Set<Group>> kinds = memberships.values().stream().distinct().toList();
    Map<Group, long[]> vectors = new LinkedHashMap<>();
    for (Group group : counts.keySet()) {
      vectors.put(group, kinds.stream().mapToLong(kind -> kind.contains(group) ? 1 : 0).toArray());
    }
    return vectors;
  }

  private Optional<Group> smallestTouching(long[] hidden, Map<Group, long[]> vectors) {
    return vectors.entrySet().stream()
        .filter(one -> shown(one.getKey()) && !one.getKey().equals(Group.EVERYONE))
        .filter(one -> touch(one.getValue(), hidden))
        .map(Map.Entry::getKey)
        .min(
            // Pairs go before the groups they are of.
            Comparator.<Group>comparingInt(group -> -group.parts().size()).thenComparing(bySize()));
  }

  private static boolean touch(long[] a, long[] b) {
    for (int i = 0; i < a.length; i++) {
      if (a[i] * b[i] != 0) {
        return true;
      }
    }
    return false;
  }

  private Group smallest(Collection<Group> groups) {
    return groups.stream().min(bySize()).orElseThrow();
  }

  private Comparator<Group> bySize() {
    return Comparator.<Group>comparingInt(g -> counts.get(g).smallerSide())
        .thenComparing(Comparator.naturalOrder());
  }

  private void hide(Group group) {
    standing.put(group, Standing.WOULD_TELL);
  }

  private boolean shown(Group group) {
    return standing.get(group).shown();
  }
}
