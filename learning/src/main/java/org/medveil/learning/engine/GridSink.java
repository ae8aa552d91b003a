package org.medveil.learning.engine;

import org.medveil.dp.BlockSum;

/** Block sums in block units, rounded once and added exactly; not more at a time than fit. */
final class GridSink implements BlockSink {
  private final BlockSum exact;
  private long[] sum;

  GridSink(int longest, int blockShift) {
    this.exact = new BlockSum(longest, blockShift);
  }

  void into(long[] target) {
    this.sum = target;
  }

  @Override
  public void add(float[] block, int length) {
    exact.add(block, length);
  }

  @Override
  public void end(int offset, int length) {
    exact.flush(sum, offset, length);
  }
}
