package org.medveil.learning;

/** What becomes of the numbers under a pooling window. */
public enum PoolKind {
  /** The largest; the first of several. */
  MAX,
  /** The mean. */
  AVERAGE,
  /** The sum. */
  SUM
}
