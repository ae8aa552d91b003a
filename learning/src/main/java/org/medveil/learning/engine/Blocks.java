package org.medveil.learning.engine;

import java.util.ArrayList;
import java.util.List;
import org.medveil.dp.BlockSum;

/**
 * Which patients' gradients are added in floats, and their sums. A block is small enough that the
 * rounding of its float sum, which depends on everybody in it, is covered by the share of the
 * sensitivity that the grid keeps for it.
 */
final class Blocks {
  // Three times this times 2⁻²⁴ is below GridGaussian.FLOAT_SHARE.
  private static final double MOST_WEIGHT = 5000;

  private final List<Trained> parts;
  private final double blockNorm;
  private final int blockRows;

  Blocks(List<Trained> parts, double blockNorm, int blockRows) {
    this.parts = parts;
    this.blockNorm = blockNorm;
    this.blockRows = blockRows;
  }

  /**
   * Cuts a store into blocks. A patient who alone would round too much, whose images nearly cancel,
   * is scaled down instead: it changes his factors.
   */
  List<Trained.Block> cut(
      Store store, List<Factors.Norms> norms, float[][] factors, int bucketBits) {
    for (int p = 0; p < store.patients(); p++) {
      double weight = weight(store, new Trained.Block(p, p + 1), norms, factors);
      if (weight > MOST_WEIGHT) {
        for (float[] part : factors) {
          part[p] *= (float) (MOST_WEIGHT / weight);
        }
      }
    }
    List<Trained.Block> blocks = new ArrayList<>();
    new HashTrie(
            store::hash,
            (from, to) -> {
              Trained.Block block = new Trained.Block(from, to);
              return store.rows(block) <= blockRows
                  && weight(store, block, norms, factors) <= MOST_WEIGHT;
            },
            (from, to) -> blocks.add(new Trained.Block(from, to)))
        .cutBuckets(0, store.patients(), bucketBits);
    return blocks;
  }

  /** Bound on the block's rounding error, in units of 2⁻²⁴ C. */
  private double weight(
      Store store, Trained.Block block, List<Factors.Norms> norms, float[][] factors) {
    double squares = 0;
    for (int t = 0; t < factors.length; t++) {
      double all = 0;
      double largest = 0;
      for (int p = block.from(); p < block.to(); p++) {
        double terms = factors[t][p] * norms.get(t).terms()[p];
        all += terms;
        largest = Math.max(largest, terms);
      }
      double chain = parts.get(t).chain(store.rows(block), block.patients());
      // A term is rounded with every sum that it is in: in all sums at worst, and if all are as
      // large as the largest, in half of them on average, whatever the order of the additions.
      double error = Math.min(chain * all, chain * (chain + 1) / 2 * largest) + 2 * all;
      squares += error * error;
    }
    return Math.sqrt(squares) / blockNorm;
  }

  /** Adds all blocks of one part, as many at a time as the exact sum takes. */
  void add(Store store, List<Trained.Block> blocks, Trained part, BlockSink sink) {
    for (int from = 0; from < blocks.size(); from += BlockSum.MOST_BLOCKS) {
      int to = Math.min(blocks.size(), from + BlockSum.MOST_BLOCKS);
      part.addBlocks(store, blocks.subList(from, to), sink);
    }
  }
}
