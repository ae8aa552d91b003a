package org.medveil.learning.engine;

/** Block sums added up in double: one patient's gradient, piece by piece. */
final class DoubleSink implements BlockSink {
  private final double[] sum;
  private final double[] stretch;

  DoubleSink(double[] sum, int longest) {
    this.sum = sum;
    this.stretch = new double[longest];
  }

  @Override
  public void add(float[] block, int length) {
    for (int i = 0; i < length; i++) {
      stretch[i] += block[i];
    }
  }

  @Override
  public void end(int offset, int length) {
    for (int i = 0; i < length; i++) {
      sum[offset + i] += stretch[i];
      stretch[i] = 0;
    }
  }
}
