package org.medveil.learning.engine;

/** Memory of the kernels, outside the Java heap, addressed by floats. */
interface Floats {
  /** Copies from the heap. */
  void put(long at, float[] from, int offset, int length);

  /** Copies to the heap. */
  void get(long at, float[] to, int offset, int length);

  /** Where a float stands in the process's memory. */
  long address(long at);
}
