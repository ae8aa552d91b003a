package org.medveil.learning.engine;

import org.medveil.learning.ParameterRange;

/** Where block sums go, some parameters at a time. */
interface BlockSink {
  /** Floats that are wanted at a time: with their exact sums they fit the second cache. */
  int STRETCH = 1 << 16;

  /** Sums of blocks over these trained parameters follow. */
  void begin(ParameterRange stretch);

  /** Adds one block's sum from the kernels' memory. */
  void add(Floats block);

  /** Adds one block's sum from the heap. */
  void add(float[] block);
}
