package org.medveil.jobs.train;

import org.medveil.contracts.Refusal;

/** Options that some choices need and others contradict. */
final class Asked {
  private Asked() {}

  /** Its value; exit 2 where it was not given. */
  static <T> T required(String option, T value) {
    if (value == null) {
      throw Refusal.usage("Missing required option: '" + option + "'", "see train --help");
    }
    return value;
  }

  /** Exit 2 where it was given: what would have no effect is not passed over. */
  static void refuse(String option, Object value, String where) {
    if (value != null) {
      throw Refusal.usage(
          option + " has no meaning " + where, "leave it out, in the configuration file too");
    }
  }
}
