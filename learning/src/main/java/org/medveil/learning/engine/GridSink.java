package org.medveil.learning.engine;

import org.medveil.dp.BlockSum;
import org.medveil.dp.GridGaussian;

/** Block sums in block units, rounded once and added exactly; not more at a time than fit. */
final class GridSink implements BlockSink {
  private final BlockSum exact;
  private long[] sum;

  GridSink(int longest, GridGaussian grid) {
    this.exact = new BlockSum(longest, grid);
  }

  /** Blocks that may be added before a stretch ends. */
  int mostBlocks() {
    return exact.mostBlocks();
  }

  void into(long[] target) {
    this.sum = target;
  }

  @Override
  public void begin() {
    exact.begin();
  }

  @Override
  public void add(float[] piece, int at, int length) {
    exact.add(piece, at, length);
  }

  @Override
  public void end(Stretch stretch) {
    for (int row = 0; row < stretch.rows(); row++) {
      exact.flush(sum, stretch.offset() + row * stretch.stride(), stretch.length());
    }
    exact.clear();
  }
}
