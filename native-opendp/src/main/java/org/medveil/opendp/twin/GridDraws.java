package org.medveil.opendp.twin;

import java.math.BigInteger;
import java.util.Optional;

/** Draws from N_Z(0, (2^bits)²), one noisy value after the other. Not for several threads. */
final class GridDraws {
  /** Half width of the comparisons that floating point leaves open, in units of 2⁻⁶³. */
  private static final long GUARD = 1L << 23;

  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger SMALLEST = BigInteger.valueOf(Long.MIN_VALUE);

  private final AesWords words;
  private final int bits;
  private final long guard;
  private final GridTable table = GridTable.SHARED;

  GridDraws(AesWords words, int bits) {
    this(words, bits, GUARD);
  }

  /** With a wider guard, more is decided by integers; the draws stay the same. */
  GridDraws(AesWords words, int bits, long guard) {
    this.words = words;
    this.bits = bits;
    this.guard = guard;
  }

  /**
   * Adds to each value from the first index to before the last a draw of its own; a sum that leaves
   * the range of a long saturates.
   *
   * <p>A trial takes two words. The first picks the outcome. The second holds, from its low end,
   * the sign, the offset in the block, and the first 69 − bits digits of U at its high end. The
   * digits below them count as ones in the first comparison, so it is right whatever they are.
   */
  void add(long[] values, int from, int to) {
    long[] pairs = new long[AesWords.FILLED];
    int next = from;
    while (next < to) {
      words.fill(pairs);
      for (int i = 0; i < pairs.length && next < to; i += 2) {
        if (attempt(pairs[i], pairs[i + 1], values, next)) {
          next++;
        }
      }
    }
  }

  /** One trial: whether the value at the index has got its noise. */
  private boolean attempt(long choice, long word, long[] values, int index) {
    long spent = (1L << (bits - 5)) - 1;
    int outcome = table.outcome(choice);
    long offset = (word & spent) >>> 1;
    if (Long.compareUnsigned(word | spent, table.sure(outcome)) >= 0) {
      if (outcome >= GridTable.BLOCKS) {
        return outcome == GridTable.TAIL && beyond(values, index);
      }
      if (!passes(outcome, offset, word & ~spent, spent)) {
        return false;
      }
    }
    long magnitude = ((long) outcome << (bits - 6)) | offset;
    long negative = word & 1;
    // Zero with a minus sign; in one comparison, as nobody can predict the sign.
    if ((magnitude | (negative ^ 1)) == 0) {
      return false;
    }
    values[index] = saturated(values[index], (magnitude ^ -negative) + negative);
    return true;
  }

  private static long saturated(long value, long noise) {
    long sum = value + noise;
    boolean overflown = ((value ^ sum) & (noise ^ sum)) < 0;
    return overflown ? (value < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }

  private boolean beyond(long[] values, int index) {
    Optional<BigInteger> magnitude = new GridTail(words, bits).magnitude();
    if (magnitude.isEmpty()) {
      return false;
    }
    BigInteger noise = (words.next() & 1) == 1 ? magnitude.get().negate() : magnitude.get();
    BigInteger sum = noise.add(BigInteger.valueOf(values[index]));
    values[index] = sum.max(SMALLEST).min(LARGEST).longValueExact();
    return true;
  }

  /**
   * Whether U, with 64 digits of it, is below the chance of this magnitude: in doubles where that
   * is beyond doubt.
   *
   * <p>With s = offset/w and d = (2j + s)·s/8192 &lt; 0.1406 the chance is c·exp(−d), c the chance
   * at the block's lower end. The computed one is off by less than 2⁻⁵¹ (c 2⁻⁵³, d 0.3·2⁻⁵³, the
   * Taylor polynomial of degree 10 and its rounding 1.6·2⁻⁵³, the last product 2⁻⁵⁴), 2000 times
   * less than the guard of 2⁻⁴⁰. Java's double arithmetic is IEEE 754 without extended precision.
   */
  private boolean passes(int block, long offset, long digits, long spent) {
    long all = digits | (words.next() & spent);
    double s = offset * (1.0 / (1L << (bits - 6)));
    double d = (2.0 * block + s) * s * (1.0 / 8192.0);
    double p = 1.0 - d * (1.0 / 10.0);
    p = 1.0 - d * (1.0 / 9.0) * p;
    p = 1.0 - d * (1.0 / 8.0) * p;
    p = 1.0 - d * (1.0 / 7.0) * p;
    p = 1.0 - d * (1.0 / 6.0) * p;
    p = 1.0 - d * (1.0 / 5.0) * p;
    p = 1.0 - d * (1.0 / 4.0) * p;
    p = 1.0 - d * (1.0 / 3.0) * p;
    p = 1.0 - d * (1.0 / 2.0) * p;
    p = 1.0 - d * p;
    // Both differences are between numbers of one sign, so they do not overflow.
    long gap = (all >>> 1) - (long) (table.chance(block) * p * 0x1p63);
    return gap < -guard || (gap <= guard && byIntegers(block, offset, all));
  }

  /** U·weight &lt; kappa·exp(−x²/2^(2 bits+1)). */
  private boolean byIntegers(int block, long offset, long digits) {
    BigInteger magnitude = BigInteger.valueOf(((long) block << (bits - 6)) | offset);
    BigInteger square = magnitude.multiply(magnitude);
    return Coin.isBelow(
        words,
        digits,
        precision -> ExpBounds.expMinus(square, 2 * bits + 1, precision).times(GridTable.KAPPA),
        precision -> ExpBounds.exactly(table.weight(block), precision));
  }
}
