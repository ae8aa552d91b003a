package org.medveil.dp.statistics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of the grouping columns, in their order. A missing value is the group {@link
 * #MISSING}, like any other.
 *
 * @param values one text a column; none when nothing is grouped
 */
public record GroupKey(List<String> values) implements Serializable, Comparable<GroupKey> {
  /** Stands for a null. */
  public static final String MISSING = "(missing)";

  /** Copies the list; null becomes {@link #MISSING}. */
  public GroupKey {
    List<String> named = new ArrayList<>(values);
    named.replaceAll(value -> value == null ? MISSING : value);
    values = List.copyOf(named);
  }

  /** The only group when nothing is grouped. */
  public static GroupKey everyone() {
    return new GroupKey(List.of());
  }

  @Override
  public int compareTo(GroupKey other) {
    return canonical().compareTo(other.canonical());
  }

  /** The lengths stand in front, so that no two keys read alike. */
  String canonical() {
    StringBuilder text = new StringBuilder();
    for (String value : values) {
      text.append(value.length()).append(':').append(value);
    }
    return text.toString();
  }
}
