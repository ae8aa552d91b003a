package org.medveil.learning.engine;

import org.medveil.dp.BlockSum;
import org.medveil.dp.GridGaussian;
import org.medveil.learning.ParameterRange;

/** Block sums in block units, rounded once and added exactly. */
final class GridSink implements BlockSink {
  private final DpKernels kernels;
  private final BlockSum exact;
  private long[] sum;
  private ParameterRange stretch;

  GridSink(DpKernels kernels, GridGaussian grid) {
    this.kernels = kernels;
    this.exact = new BlockSum(grid);
  }

  void into(long[] target) {
    this.sum = target;
  }

  @Override
  public void begin(ParameterRange next) {
    this.stretch = next;
  }

  @Override
  public void add(Floats block) {
    kernels.addRounded(block, stretch, exact, sum);
  }

  @Override
  public void add(float[] block) {
    exact.add(block, 0, sum, new BlockSum.Entries(stretch.offset(), stretch.length()));
  }
}
