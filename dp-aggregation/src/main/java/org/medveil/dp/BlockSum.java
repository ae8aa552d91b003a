package org.medveil.dp;

import java.util.Arrays;

/**
 * Adds vectors of floats exactly: each entry is rounded once to a whole number of block units, and
 * whole numbers are added without error. Every float is split in a multiple of 2²⁰ units and a
 * rest, rounded to units (Demmel and Nguyen 2015, "Parallel reproducible summation"); both halves
 * are added as floats that stay whole, up to {@link #mostBlocks} times. Only additions, so the
 * compiler makes vector instructions of it. One thread at a time.
 *
 * <p>Why it is exact: a vector has at most 2⁷ contributions, and C is below 2^k block units, k = 32
 * or, for long vectors, 36. So 2^(44−7−k) vectors have entries below 2⁴⁴, which is 2²⁴ multiples of
 * 2²⁰; their rests are at most 2¹⁹ each, 2²⁴ in all.
 */
public final class BlockSum {
  /** Entries of a piece: what is added at a time stays in the nearest cache. */
  public static final int PIECE = 1 << 12;

  // x + 1.5·2^23·u - 1.5·2^23·u rounds |x| < 2^22·u to a multiple of u, a power of two.
  private static final float ROUND_HIGH = 0x1.8p43f;
  private static final float ROUND_LOW = 0x1.8p23f;
  private static final int LARGEST_BITS = 44;
  private static final long LARGEST = 1L << LARGEST_BITS;
  private static final int BLOCK_ROW_BITS = 7;
  private static final int LANES = 128;

  private final float[][] high;
  private final float[][] low;
  private final int shift;
  private final int mostBlocks;
  private int blocks;
  private int flushed;
  private long magnitudes;

  /**
   * @param length entries of the longest vector
   * @param grid whose units are summed
   */
  public BlockSum(int length, GridGaussian grid) {
    this(length, grid.blockShift(), grid.blockBits());
  }

  BlockSum(int length, int shift, int blockBits) {
    this.shift = shift;
    this.mostBlocks = 1 << LARGEST_BITS - blockBits - BLOCK_ROW_BITS;
    this.high = new float[(length + PIECE - 1) / PIECE][PIECE];
    this.low = new float[high.length][PIECE];
  }

  /** Vectors that may be added before {@link #clear}. */
  public int mostBlocks() {
    return mostBlocks;
  }

  /** Another vector begins. */
  public void begin() {
    if (blocks == mostBlocks) {
      throw new IllegalStateException("flush and clear after " + mostBlocks + " blocks");
    }
    blocks++;
  }

  /**
   * Adds a piece of the vector that began; each entry of it once.
   *
   * @param piece in block units, magnitudes below 2^(k+7); left alone
   * @param at index of the piece's first entry in the vector, a multiple of {@link #PIECE}
   * @param length how many entries, at most {@link #PIECE}
   */
  public void add(float[] piece, int at, int length) {
    if (at % PIECE != 0) {
      throw new IllegalArgumentException("a piece begins at a multiple of " + PIECE);
    }
    split(piece, high[at / PIECE], low[at / PIECE], length);
  }

  // Arrays as parameters and one index: else the compiler makes no vector instructions.
  private static void split(float[] piece, float[] high, float[] low, int length) {
    for (int i = 0; i < length; i++) {
      float value = piece[i];
      float multiple = (value + ROUND_HIGH) - ROUND_HIGH;
      high[i] += multiple;
      low[i] += ((value - multiple) + ROUND_LOW) - ROUND_LOW;
    }
  }

  /**
   * Moves some of what was added into a sum: the entries after those that the last call moved.
   *
   * @param sum grid units, changed in place
   * @param offset where the entries go
   * @param length how many entries
   */
  public void flush(long[] sum, int offset, int length) {
    for (int done = 0; done < length; ) {
      int from = flushed % PIECE;
      int some = Math.min(length - done, PIECE - from);
      move(sum, offset + done, from, some);
      done += some;
      flushed += some;
    }
  }

  private void move(long[] sum, int offset, int from, int length) {
    float[] multiples = high[flushed / PIECE];
    float[] rests = low[flushed / PIECE];
    long bits = 0;
    for (int i = 0; i < length; i++) {
      long units = (long) multiples[from + i] + (long) rests[from + i];
      bits |= units ^ units >> 63;
      sum[offset + i] = Math.addExact(sum[offset + i], units << shift);
    }
    magnitudes |= bits;
  }

  /**
   * Starts anew, after all entries were moved.
   *
   * @throws IllegalStateException if an entry was not finite or too large to be exact: no sum is
   *     better than a wrong one
   */
  public void clear() {
    boolean finite = true;
    for (int p = 0; p * PIECE < flushed; p++) {
      finite &= finite(high[p]);
      Arrays.fill(high[p], 0);
      Arrays.fill(low[p], 0);
    }
    // A NaN would have become the whole number 0.
    if (magnitudes >= LARGEST || !finite) {
      throw new IllegalStateException("a block of clipped gradients has entries beyond its bound");
    }
    flushed = 0;
    blocks = 0;
    magnitudes = 0;
  }

  // 0 times what is finite is 0; lanes side by side become vector instructions.
  private static boolean finite(float[] values) {
    float[] lanes = new float[LANES];
    for (int i = 0; i < values.length; i += LANES) {
      addZeros(values, i, lanes);
    }
    float sum = 0;
    for (float lane : lanes) {
      sum += lane;
    }
    return sum == 0;
  }

  private static void addZeros(float[] values, int from, float[] lanes) {
    for (int j = 0; j < LANES; j++) {
      lanes[j] += 0 * values[from + j];
    }
  }
}
