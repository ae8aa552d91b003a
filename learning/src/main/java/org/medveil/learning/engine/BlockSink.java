package org.medveil.learning.engine;

import org.medveil.dp.BlockSum;

/** Where block sums go, some parameters at a time. */
interface BlockSink {
  /** Floats that are wanted at a time: with their exact sums they fit the second cache. */
  int STRETCH = 1 << 16;

  /** Floats that are copied to the heap at a time. */
  int PIECE = BlockSum.PIECE;

  /** Another block's sum begins, over the parameters that {@link #end} will name. */
  void begin();

  /**
   * Adds a piece of the block's sum.
   *
   * @param at first entry of the piece, a multiple of {@link #PIECE}
   * @param length at most {@link #PIECE}
   */
  void add(float[] piece, int at, int length);

  /** Adds one block's sum from the heap. */
  default void addAll(float[] block, int length) {
    begin();
    float[] piece = new float[Math.min(PIECE, length)];
    for (int at = 0; at < length; at += PIECE) {
      int some = Math.min(PIECE, length - at);
      System.arraycopy(block, at, piece, 0, some);
      add(piece, at, some);
    }
  }

  /** Adds one block's sum from the kernels' memory. */
  default void addAll(Floats from, float[] piece, int length) {
    begin();
    for (int at = 0; at < length; at += PIECE) {
      int some = Math.min(PIECE, length - at);
      from.get(at, piece, 0, some);
      add(piece, at, some);
    }
  }

  /** All blocks were added over these parameters. */
  void end(Stretch stretch);

  /**
   * Rows of trained parameters, one under the other in what was added.
   *
   * @param offset first parameter of the first row, counted among the trained ones
   * @param rows how many rows
   * @param length parameters of each
   * @param stride from one row's first parameter to the next one's
   */
  record Stretch(int offset, int rows, int length, int stride) {
    /** Parameters in one piece. */
    static Stretch whole(int offset, int length) {
      return new Stretch(offset, 1, length, length);
    }
  }
}
