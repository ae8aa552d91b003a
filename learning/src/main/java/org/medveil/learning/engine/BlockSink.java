package org.medveil.learning.engine;

/** Where block sums go, a stretch of parameters at a time. */
interface BlockSink {
  /** Longest stretch. */
  int STRETCH = 1 << 16;

  /** Adds one block's sum over the stretch that {@link #end} will name. */
  void add(float[] block, int length);

  /**
   * All blocks of a stretch were added.
   *
   * @param offset its first parameter, counted among the trained ones
   * @param length as in every {@link #add} since the last end
   */
  void end(int offset, int length);
}
