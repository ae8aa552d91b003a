package org.medveil.learning.engine;

/** Block sums of one part, added up in double: one patient's gradient, piece by piece. */
final class DoubleSink implements BlockSink {
  private final double[] sum;
  private final double[] stretch;
  private int first;
  private int end;

  /**
   * @param sum of all parts; the part changes its own entries
   */
  DoubleSink(double[] sum, int longest) {
    this.sum = sum;
    this.stretch = new double[longest];
    this.first = sum.length;
  }

  @Override
  public void begin() {
    // Any number of blocks can be added.
  }

  @Override
  public void add(float[] piece, int at, int length) {
    for (int i = 0; i < length; i++) {
      stretch[at + i] += piece[i];
    }
  }

  @Override
  public void end(Stretch of) {
    int from = 0;
    for (int row = 0; row < of.rows(); row++) {
      int to = of.offset() + row * of.stride();
      for (int i = to; i < to + of.length(); i++) {
        sum[i] += stretch[from];
        stretch[from++] = 0;
      }
      first = Math.min(first, to);
      end = Math.max(end, to + of.length());
    }
  }

  /** Norm of the part. */
  double norm() {
    double squares = 0;
    for (int i = first; i < end; i++) {
      squares += sum[i] * sum[i];
    }
    return Math.sqrt(squares);
  }

  /** Multiplies the part. */
  void scale(double factor) {
    for (int i = first; i < end; i++) {
      sum[i] *= factor;
    }
  }
}
