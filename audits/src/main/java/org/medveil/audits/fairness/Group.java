package org.medveil.audits.fairness;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everyone, a group, or where two groups meet.
 *
 * @param parts attribute to value; none for everyone
 */
public record Group(SortedMap<String, String> parts) implements Comparable<Group> {
  /** Value of an attribute that is not known. */
  public static final String MISSING = "(missing)";

  /** Everyone. */
  public static final Group EVERYONE = new Group(new TreeMap<>());

  public Group {
    parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
  }

  /** One attribute's value. */
  public static Group of(String attribute, String value) {
    return new Group(new TreeMap<>(Map.of(attribute, value)));
  }

  /** Where both hold. */
  public Group and(Group other) {
    TreeMap<String, String> both = new TreeMap<>(parts);
    both.putAll(other.parts);
    return new Group(both);
  }

  /** Whether the row belongs to it. */
  public boolean has(ScoredRow row) {
    for (Map.Entry<String, String> part : parts.entrySet()) {
      if (!row.groups().getOrDefault(part.getKey(), MISSING).equals(part.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** {@code all}, {@code sex=F}, {@code age_band=80+, sex=F}. */
  public String name() {
    return parts.isEmpty()
        ? "all"
        : parts.entrySet().stream()
            .map(part -> part.getKey() + "=" + part.getValue())
            .collect(Collectors.joining(", "));
  }

  /** Everyone first, then groups, then pairs, each by name. */
  @Override
  public int compareTo(Group other) {
    int bySize = Integer.compare(parts.size(), other.parts.size());
    return bySize != 0 ? bySize : name().compareTo(other.name());
  }
}
