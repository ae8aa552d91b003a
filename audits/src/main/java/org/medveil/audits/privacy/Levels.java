package org.medveil.audits.privacy;

import org.medveil.contracts.Refusal;

/**
 * How sure an audit wants to be.
 *
 * @param bound confidence of each lower bound that is reported, e.g. 0.95
 * @param alarm confidence with which a claim counts as refuted, over all tests together, e.g. 0.99
 */
public record Levels(double bound, double alarm) {
  /** Refuses (exit 2) what is no confidence. */
  public Levels {
    if (!(bound >= 0.5 && bound < 1 && alarm >= 0.5 && alarm < 1)) {
      throw Refusal.usage(
          "A confidence lies between 0.5 and 1.", "0.95 for bounds and 0.99 for alarms are usual.");
    }
  }
}
