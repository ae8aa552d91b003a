package org.medveil.learning.engine;

/**
 * Where an operation's parameters stand among the trained ones.
 *
 * @param offset the first, or {@link Affine#FROZEN}
 */
record TrainedPlace(int offset) {
  boolean trained() {
    return offset != Affine.FROZEN;
  }
}
