package org.medveil.dp;

/**
 * The true ε lies between these two numbers.
 *
 * @param optimistic never above the truth, at least 0
 * @param pessimistic never below it; the one to report and to pay; may be infinite
 */
public record EpsilonBracket(double optimistic, double pessimistic) {
  /** Rejects a bracket that is upside down. */
  public EpsilonBracket {
    if (!(optimistic >= 0 && optimistic <= pessimistic)) {
      throw new IllegalArgumentException(
          "a bracket from " + optimistic + " to " + pessimistic + " holds nothing");
    }
  }
}
