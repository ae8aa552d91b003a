package org.medveil.learning.engine;

/** Where block sums go, some parameters at a time. */
interface BlockSink {
  /** Floats that are wanted at a time: with their exact sums they fit the second cache. */
  int STRETCH = 1 << 15;

  /** Adds one block's sum over the parameters that {@link #end} will name. */
  void add(float[] block, int length);

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
