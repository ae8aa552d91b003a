package org.medveil.dp;

/**
 * Adds vectors of floats exactly: each entry is rounded once to a whole number of block units, a
 * tie to the even one, and whole numbers are added without error, so the order does not matter.
 *
 * @param shift a block unit is 2^shift grid units, 0 … 31
 */
public record BlockSum(int shift) {
  /** A sum of a block's clipped gradients is smaller, in block units: at most 2⁷ times 2³⁶. */
  private static final float LARGEST = 0x1p44f;

  /** Checks the shift. */
  public BlockSum {
    if (shift < 0 || shift >= Integer.SIZE) {
      throw new IllegalArgumentException("a shift is from 0 to 31");
    }
  }

  /** In the units of a grid. */
  public BlockSum(GridGaussian grid) {
    this(grid.blockShift());
  }

  /**
   * Some entries of a sum.
   *
   * @param offset the first
   * @param length how many
   */
  public record Entries(int offset, int length) {}

  /**
   * Adds a piece of a block.
   *
   * @param block in block units
   * @param from first entry of the piece
   * @param sum grid units, changed in place
   * @param to where the piece goes
   * @throws ArithmeticException if an entry is not finite or too large, or a sum overflows: no sum
   *     is better than a wrong one
   */
  public void add(float[] block, int from, long[] sum, Entries to) {
    for (int i = 0; i < to.length; i++) {
      float value = block[from + i];
      if (!(Math.abs(value) < LARGEST)) {
        throw new ArithmeticException(
            "an entry of a block of clipped gradients is beyond its bound");
      }
      int at = to.offset + i;
      sum[at] = Math.addExact(sum[at], (long) Math.rint(value) << shift);
    }
  }
}
