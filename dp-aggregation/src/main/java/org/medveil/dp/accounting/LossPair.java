package org.medveil.dp.accounting;

/**
 * A dominating pair of one step of a mechanism. Make one with a factory of {@link SmoothPair} or
 * {@link AtomPair}.
 */
public sealed interface LossPair permits SmoothPair, AtomPair {
  /** Whether exchanging P and Q gives the same law, so that one direction suffices. */
  boolean symmetric();

  /** The law under P, roughly; {@code tail} as in {@link #pessimistic}. */
  Sketch sketch(double tail);

  /**
   * A law on the grid that dominates the pair's.
   *
   * @param step grid step
   * @param tail mass at each end that may be rounded up crudely
   */
  TwoWays pessimistic(double step, double tail);

  /** A law on the grid that the pair dominates: of outcomes merged or dropped. */
  TwoWays optimistic(double step, double tail);
}
