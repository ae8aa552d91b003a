package org.medveil.dp.statistics;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.medveil.contracts.Refusal;

/** Which groups have results. */
public sealed interface GroupChoice extends Serializable {
  /** Whether rows of the group are looked at at all. */
  boolean admits(GroupKey group);

  /**
   * Groups that are known without looking at the data: each has results, also an empty one, and no
   * other.
   *
   * @param groups at least one, each once
   */
  record Public(List<GroupKey> groups) implements GroupChoice {
    /** Refuses (exit 2) an empty list and doubles. */
    public Public {
      groups = List.copyOf(groups);
      if (groups.isEmpty() || Set.copyOf(groups).size() != groups.size()) {
        throw Refusal.usage(
            "Public groups must be listed, each once.", "Take them from the agreement.");
      }
    }

    @Override
    public boolean admits(GroupKey group) {
      return groups.contains(group);
    }
  }

  /**
   * Groups that the data name: only those with enough noisy patients have results.
   *
   * @param delta chance that a patient's own groups show, in (0, 1); part of the budget's δ
   */
  record Private(double delta) implements GroupChoice {
    /** Refuses (exit 2) a delta outside (0, 1). */
    public Private {
      if (!(delta > 0 && delta < 1)) {
        throw Refusal.usage(
            "The delta of private groups must lie strictly between 0 and 1, got " + delta,
            "Give a part of the budget's delta, e.g. half.");
      }
    }

    @Override
    public boolean admits(GroupKey group) {
      return true;
    }
  }
}
