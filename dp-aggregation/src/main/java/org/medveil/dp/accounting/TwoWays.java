package org.medveil.dp.accounting;

/**
 * The laws of a pair and of the pair with P and Q exchanged.
 *
 * @param forward losses log P/Q under P
 * @param backward losses log Q/P under Q
 */
record TwoWays(GridLaw forward, GridLaw backward) {
  GridLaw toward(Direction direction) {
    return direction == Direction.FORWARD ? forward : backward;
  }
}
