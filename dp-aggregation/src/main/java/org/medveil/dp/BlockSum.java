package org.medveil.dp;

import java.util.Arrays;

/**
 * Adds vectors of floats exactly: each entry is rounded once to a whole number of block units, and
 * whole numbers are added without error. Every float is split in a multiple of 2²⁰ units and a
 * rest, rounded to units (Demmel and Nguyen 2015, "Parallel reproducible summation"); both halves
 * are added as floats that stay whole, up to {@link #MOST_BLOCKS} times. Only additions, so the
 * compiler makes vector instructions of it. One thread at a time.
 *
 * <p>Why it is exact: with C = 2³² block units and at most 96 rows a block, an entry is below 2³⁹,
 * 32 of them below 2⁴⁴, which is 2²⁴ multiples of 2²⁰; the rests are at most 2¹⁹ each, 2²⁴ in all.
 */
public final class BlockSum {
  /** Vectors that may be added before {@link #flush}. */
  public static final int MOST_BLOCKS = 32;

  // x + 1.5·2^23·u - 1.5·2^23·u rounds |x| < 2^22·u to a multiple of u, a power of two.
  private static final float ROUND_HIGH = 0x1.8p43f;
  private static final float ROUND_LOW = 0x1.8p23f;
  private static final float LARGEST = 0x1p44f;

  private final float[] high;
  private final float[] low;
  private final int shift;
  private int blocks;

  /**
   * @param length entries of the longest vector
   * @param shift a block unit is 2^shift grid units: {@link GridGaussian#blockShift}
   */
  public BlockSum(int length, int shift) {
    this.shift = shift;
    this.high = new float[length];
    this.low = new float[length];
  }

  /**
   * Adds the first entries of a vector.
   *
   * @param block in block units, magnitudes below 2³⁹; left alone
   * @param length how many entries
   */
  public void add(float[] block, int length) {
    if (blocks == MOST_BLOCKS) {
      throw new IllegalStateException("flush after " + MOST_BLOCKS + " blocks");
    }
    blocks++;
    for (int i = 0; i < length; i++) {
      float value = block[i];
      float multiple = (value + ROUND_HIGH) - ROUND_HIGH;
      high[i] += multiple;
      low[i] += ((value - multiple) + ROUND_LOW) - ROUND_LOW;
    }
  }

  /**
   * Moves what was added into a sum, and starts anew.
   *
   * @param sum grid units, changed in place
   * @param offset index of the vectors' first entry
   * @param length how many entries, the same as in every {@link #add} since the last flush
   * @throws IllegalStateException if an entry was not finite or too large: no sum is better than a
   *     wrong one
   */
  public void flush(long[] sum, int offset, int length) {
    boolean whole = true;
    for (int i = 0; i < length; i++) {
      // Also false for NaN. Within these bounds both halves are exact.
      whole &= Math.abs(high[i]) <= LARGEST;
      long units = ((long) high[i] + (long) low[i]) << shift;
      sum[offset + i] = Math.addExact(sum[offset + i], units);
    }
    if (!whole) {
      throw new IllegalStateException("a block of clipped gradients has entries beyond its bound");
    }
    Arrays.fill(high, 0, length, 0);
    Arrays.fill(low, 0, length, 0);
    blocks = 0;
  }
}
