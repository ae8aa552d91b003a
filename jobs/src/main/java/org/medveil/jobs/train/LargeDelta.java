package org.medveil.jobs.train;

import org.medveil.contracts.Refusal;

/** δ must be below one over the number of patients; the number itself is never printed. */
final class LargeDelta {
  private LargeDelta() {}

  static void refuse(double delta, long patients) {
    if (delta * patients >= 1) {
      throw Refusal.policy(
          "delta " + delta + " is not below one over the number of patients",
          "a delta that large allows publishing a whole patient: choose a smaller one");
    }
  }
}
