package org.medveil.learning.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Which patients' gradients are added in floats, and their sums. A block is small enough that the
 * rounding of its float sum, which depends on everybody in it, is covered by the share of the
 * sensitivity that the grid keeps for it.
 */
final class Blocks {
  // Three times this times 2⁻²⁴ is below GridGaussian.FLOAT_SHARE.
  private static final double MOST_WEIGHT = 5000;
  // Beyond this a norm is not sure to be within the margin of Factors, even in double.
  private static final double MOST_CANCELLING = 100;

  private final List<Trained> parts;
  private final double blockNorm;

  Blocks(List<Trained> parts, double blockNorm) {
    this.parts = parts;
    this.blockNorm = blockNorm;
  }

  /**
   * Who is summed how.
   *
   * @param together blocks to be summed in floats
   * @param alone patients whose images nearly cancel: float sums would round too much even of one
   */
  record Cut(List<Trained.Block> together, List<Integer> alone) {}

  /** Cuts a store's blocks further, where their sums would round too much. */
  Cut cut(Store store, List<Factors.Norms> norms, float[][] factors, int bucketBits) {
    Cut cut = new Cut(new ArrayList<>(), new ArrayList<>());
    HashTrie.Fits fits =
        (from, to) -> weight(store, new Trained.Block(from, to), norms, factors) <= MOST_WEIGHT;
    HashTrie trie =
        new HashTrie(
            store::hash,
            fits,
            (from, to) -> {
              if (fits.test(from, to)) {
                cut.together.add(new Trained.Block(from, to));
              } else {
                cut.alone.add(from);
              }
            });
    for (Trained.Block block : store.blocks()) {
      trie.cutBuckets(block.from(), block.to(), bucketBits);
    }
    return cut;
  }

  /** Bound on the block's rounding error, in units of 2⁻²⁴ C; grows with the block. */
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
      if (largest > MOST_CANCELLING * blockNorm) {
        return Double.POSITIVE_INFINITY;
      }
      double chain = parts.get(t).chain(store.rows(block), block.patients());
      // A term is rounded with every sum that it is in: in all sums at worst, and if all are as
      // large as the largest, in half of them on average, whatever the order of the additions.
      double error = Math.min(chain * all, chain * (chain + 1) / 2 * largest) + 2 * all;
      squares += error * error;
    }
    return Math.sqrt(squares) / blockNorm;
  }
}
