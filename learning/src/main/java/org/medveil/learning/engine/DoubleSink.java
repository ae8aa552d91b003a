package org.medveil.learning.engine;

import org.medveil.learning.ParameterRange;

/** Block sums added up in double: one patient's gradient, piece by piece. */
final class DoubleSink implements BlockSink {
  private final double[] sum;
  private final float[] scratch;
  private ParameterRange stretch;

  /**
   * @param sum of all parts
   * @param longest stretch
   */
  DoubleSink(double[] sum, int longest) {
    this.sum = sum;
    this.scratch = new float[longest];
  }

  @Override
  public void begin(ParameterRange next) {
    this.stretch = next;
  }

  @Override
  public void add(Floats block) {
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
