package org.medveil.learning.engine;

/**
 * What flows through a network in one pass: for each slot (0 is the input, i + 1 the result of
 * operation i) a row per image of values, and a row of loss gradients.
 */
final class Flow {
  private final float[][] values;
  private final float[][] deltas;
  private final int[] widths;

  /**
   * @param widths floats of each slot's row
   * @param rows most rows of a pass
   */
  Flow(int[] widths, int rows) {
    this.widths = widths.clone();
    this.values = new float[widths.length][];
    this.deltas = new float[widths.length][];
    for (int slot = 0; slot < widths.length; slot++) {
      values[slot] = new float[Math.multiplyExact(widths[slot], rows)];
    }
  }

  /** Makes room for loss gradients at a slot; those without are not wanted by anyone. */
  void wantDelta(int slot) {
    if (deltas[slot] == null) {
      deltas[slot] = new float[values[slot].length];
    }
  }

  int slots() {
    return widths.length;
  }

  int width(int slot) {
    return widths[slot];
  }

  float[] value(int slot) {
    return values[slot];
  }

  boolean wantsDelta(int slot) {
    return deltas[slot] != null;
  }

  float[] delta(int slot) {
    return deltas[slot];
  }
}
