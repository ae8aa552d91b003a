package org.medveil.learning.engine;

import org.medveil.learning.ParameterRange;

/** Block sums added up in double: one patient's gradient, piece by piece. */
final class DoubleSink implements BlockSink {
  private final double[] sum;
  private float[] scratch = new float[0];
  private ParameterRange stretch;

  /**
   * @param sum of all parts
   */
  DoubleSink(double[] sum) {
    this.sum = sum;
  }

  @Override
  public void begin(ParameterRange next) {
    this.stretch = next;
  }

  @Override
  public void add(Floats block) {
    if (scratch.length < stretch.length()) {
      scratch = new float[stretch.length()];
    }
    block.get(0, scratch, 0, stretch.length());
    add(scratch);
  }

  @Override
  public void add(float[] block) {
    for (int i = 0; i < stretch.length(); i++) {
      sum[stretch.offset() + i] += block[i];
    }
  }
}
