package org.medveil.learning.engine;

import java.util.Arrays;
import java.util.List;
import org.medveil.dp.GridGaussian;
import org.medveil.learning.ParameterRange;

/**
 * A patient who is in no block: with many images, or with images that nearly cancel. The mean
 * gradient is made, piece after piece, and clipped in double and whole numbers, so neither the
 * rounding of floats nor the time it takes depends on anybody else.
 */
final class LoneSum {
  private final Network network;
  private final GridGaussian grid;
  private final Rows most;

  LoneSum(Network network, GridGaussian grid, Rows most) {
    this.network = network;
    this.grid = grid;
    this.most = most;
  }

  /** Adds one patient of a batch, by place in it. */
  void add(Batch batch, int index, Factors factors, long[] sum) {
    double[] gradient = meanGradient(batch, index);
    List<ParameterRange> ranges = network.trained().stream().map(Trained::range).toList();
    double[] norms = ranges.stream().mapToDouble(range -> norm(gradient, range)).toArray();
    double[] scales = factors.scales(norms);
    for (int t = 0; t < scales.length; t++) {
      ParameterRange range = ranges.get(t);
      for (int i = range.offset(); i < range.offset() + range.length(); i++) {
        gradient[i] *= scales[t];
      }
    }
    // Clips once more, in whole numbers, and leaves out what is not finite.
    grid.addClipped(gradient, sum);
    factors.addSignal(norms, sum);
  }

  private double[] meanGradient(Batch batch, int index) {
    double[] gradient = new double[grid.dimension()];
    DoubleSink sink = new DoubleSink(gradient);
    int rows = batch.rows(index);
    for (int first = 0; first < rows; first += most.patient()) {
      Store piece = Store.part(batch, index, first, most.patient());
      network.run(piece, most.pass());
      for (Trained part : network.trained()) {
        part.weigh(piece, new float[] {1f / rows});
        part.addBlocks(piece, piece.blocks(), sink);
      }
    }
    return gradient;
  }

  private static double norm(double[] gradient, ParameterRange range) {
    return Math.sqrt(
        Arrays.stream(gradient, range.offset(), range.offset() + range.length())
            .map(v -> v * v)
            .sum());
  }
}
