package org.medveil.opendp.twin;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The step function over the half line, in units of σ, and its exact sampling from one word: 576
 * blocks of width σ/64 up to 9σ, the tail, and "try again", with whole weights that sum to 2⁶⁴.
 */
final class GridTable {
  static final int BLOCKS = 576;
  static final int TAIL = BLOCKS;

  /** Height of the step function at 0, about as large as the weights' sum allows. */
  static final long KAPPA = 228_549_907_379_051_079L;

  /** At least kappa·exp(−40.5) / (w·(1 − exp(−9/σ))) for every σ from 2⁷ on; that is below 4.34. */
  static final long TAIL_WEIGHT = 5;

  static final GridTable SHARED = new GridTable();

  private static final int NOTHING = BLOCKS + 1;
  private static final int OUTCOMES = BLOCKS + 2;
  private static final int SLOTS = 1024;
  private static final int SLOT_BITS = 54;
  private static final long CAPACITY = 1L << SLOT_BITS;
  private static final int PRECISION = 160;

  private final long[] thresholds = new long[SLOTS];
  private final int[] lows = new int[SLOTS];
  private final int[] highs = new int[SLOTS];

  // Below this, as an unsigned number over 2^64, U passes whatever the magnitude in the block is.
  private final long[] sure = new long[OUTCOMES];
  // kappa·exp(−j²/8192) / weight within 2^-53: the chance at the block's lower end.
  private final double[] chances = new double[BLOCKS];
  private final long[] weights = new long[OUTCOMES];

  private GridTable() {
    ExpBounds lower = height(0);
    BigInteger rest = BigInteger.ONE.shiftLeft(64);
    for (int j = 0; j < BLOCKS; j++) {
      ExpBounds upper = height(j + 1);
      BigInteger weight = lower.high().shiftRight(PRECISION).add(BigInteger.ONE);
      BigInteger scaled = weight.shiftLeft(PRECISION);
      sure[j] = upper.low().shiftLeft(64).divide(scaled).longValue();
      chances[j] = lower.low().shiftLeft(53).divide(scaled).longValueExact() * 0x1p-53;
      weights[j] = weight.longValueExact();
      rest = rest.subtract(weight);
      lower = upper;
    }
    weights[TAIL] = TAIL_WEIGHT;
    weights[NOTHING] = rest.subtract(BigInteger.valueOf(TAIL_WEIGHT)).longValueExact();
    if (weights[NOTHING] < 0) {
      throw new IllegalStateException("kappa is too large");
    }
    fill();
  }

  /** kappa·exp(−j²/8192). */
  private static ExpBounds height(int j) {
    return ExpBounds.expMinus(BigInteger.valueOf((long) j * j), 13, PRECISION).times(KAPPA);
  }

  /**
   * The alias method (Walker 1974, Vose 1991) on whole numbers: 1024 slots of capacity 2⁵⁴ are
   * filled to the brim, each by at most two outcomes, so that every outcome gets exactly its
   * weight.
   */
  private void fill() {
    long[] left = Arrays.copyOf(weights, SLOTS);
    Deque<Integer> small = new ArrayDeque<>();
    Deque<Integer> large = new ArrayDeque<>();
    for (int outcome = 0; outcome < SLOTS; outcome++) {
      (left[outcome] < CAPACITY ? small : large).addLast(outcome);
    }
    while (!small.isEmpty()) {
      int poor = small.removeLast();
      int rich = large.getLast();
      thresholds[poor] = left[poor];
      // An outcome that does not exist has no weight, so its half is empty.
      lows[poor] = Math.min(poor, NOTHING);
      highs[poor] = rich;
      left[rich] -= CAPACITY - left[poor];
      if (left[rich] < CAPACITY) {
        small.addLast(large.removeLast());
      }
    }
    for (int full : large) {
      if (left[full] != CAPACITY) {
        throw new IllegalStateException("the weights do not sum to 2^64");
      }
      thresholds[full] = CAPACITY;
      lows[full] = full;
      highs[full] = full;
    }
  }

  /** The outcome of a uniform word: j with chance weight/2⁶⁴, exactly. */
  int outcome(long word) {
    int slot = (int) (word >>> SLOT_BITS);
    return (word & (CAPACITY - 1)) < thresholds[slot] ? lows[slot] : highs[slot];
  }

  long sure(int outcome) {
    return sure[outcome];
  }

  double chance(int block) {
    return chances[block];
  }

  long weight(int outcome) {
    return weights[outcome];
  }
}
