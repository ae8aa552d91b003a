package org.medveil.jobs.plan;

import org.medveil.contracts.Refusal;

/** One round to be planned. */
record Training(int steps, double samplingRate) {
  Training {
    if (steps < 1) {
      throw Refusal.usage("--steps must be at least 1", "");
    }
    if (!(samplingRate > 0 && samplingRate <= 1)) {
      throw Refusal.usage("--sampling-rate must be above 0 and at most 1", "");
    }
  }
}
