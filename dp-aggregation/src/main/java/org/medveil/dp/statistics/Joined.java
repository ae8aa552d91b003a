package org.medveil.dp.statistics;

import java.util.ArrayList;
import java.util.List;

/** Two lists as one. */
final class Joined {
  private Joined() {}

  static <T> List<T> both(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }
}
