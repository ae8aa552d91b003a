package org.medveil.learning.engine;

/**
 * An operation's place in the flow.
 *
 * @param flow of the network
 * @param in slot of its input
 * @param out slot of its result
 * @param target where it writes the loss gradient at its input, or null if nobody wants it; the
 *     slot's own array, or one to be added to it if several operations read the slot
 */
record Wiring(Flow flow, int in, int out, float[] target) {
  float[] input() {
    return flow.value(in);
  }

  float[] output() {
    return flow.value(out);
  }

  int inputWidth() {
    return flow.width(in);
  }

  int outputWidth() {
    return flow.width(out);
  }

  boolean wantsInputDelta() {
    return target != null;
  }

  float[] inputDelta() {
    return target;
  }

  float[] outputDelta() {
    return flow.delta(out);
  }
}
