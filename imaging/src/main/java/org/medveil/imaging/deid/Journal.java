package org.medveil.imaging.deid;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what is done, and when asked lists it. */
final class Journal {
  private final int[] counts = new int[Action.values().length];
  private final List<Explained> lines;

  private Journal(List<Explained> lines) {
    this.lines = lines;
  }

  static Journal counting() {
    return new Journal(null);
  }

  static Journal explaining() {
    return new Journal(new ArrayList<>());
  }

  /** About one attribute. */
  record Subject(Place place, int tag, String keyword, String vr) {}

  void note(Subject subject, Action action, String reason) {
    counts[action.ordinal()]++;
    if (lines != null) {
      String path = subject.place().path(subject.tag());
      lines.add(new Explained(path, subject.keyword(), subject.vr(), action, reason));
    }
  }

  Map<Action, Integer> counts() {
    Map<Action, Integer> all = new EnumMap<>(Action.class);
    for (Action action : Action.values()) {
      all.put(action, counts[action.ordinal()]);
    }
    return all;
  }

  List<Explained> lines() {
    return lines == null ? List.of() : List.copyOf(lines);
  }
}
