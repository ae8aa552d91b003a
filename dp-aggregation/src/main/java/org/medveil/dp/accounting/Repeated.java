package org.medveil.dp.accounting;

/**
 * A pair and how often it is used.
 *
 * @param times at least 1
 */
public record Repeated(LossPair pair, long times) {
  /** Rejects a count below 1. */
  public Repeated {
    if (times < 1) {
      throw new IllegalArgumentException("times must be at least 1");
    }
  }
}
