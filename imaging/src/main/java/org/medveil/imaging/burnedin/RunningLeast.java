package org.medveil.imaging.burnedin;

import java.util.Arrays;

/**
 * The least of the last {@link TopHat#SPAN} rows, column by column, by doubling the reach (2, 4, 8,
 * 14). The compiler takes many columns at once only where few local arrays are read and written at
 * one index and no {@code Math.min} is called; hence rows in arrays of their own, arithmetic, and
 * two steps to a loop.
 */
final class RunningLeast {
  private final int[][] one;
  private final int[][] two;
  private final int[][] four;
  private final int[][] eight;
  private int pushed;

  RunningLeast(int columns) {
    one = new int[2][columns];
    two = new int[3][columns];
    four = new int[5][columns];
    eight = new int[7][columns];
  }

  /** As if nothing but rows of this value had come before. */
  void reset(int value) {
    for (int[][] rows : new int[][][] {one, two, four, eight}) {
      for (int[] row : rows) {
        Arrays.fill(row, value);
      }
    }
  }

  /** Where the next row is to be written to, numbers below 2^30 in size. */
  int[] next() {
    return one[pushed % 2];
  }

  /**
   * Takes the row that was written to {@link #next}.
   *
   * @param least is overwritten: the least of this row and the 13 before it
   */
  void push(int[] least) {
    int[] fours = four[pushed % 5];
    lower(next(), one[(pushed + 1) % 2], two, fours);
    lower(fours, four[(pushed + 1) % 5], eight, least);
    pushed++;
  }

  private void lower(int[] row, int[] near, int[][] ring, int[] least) {
    int[] between = ring[pushed % ring.length];
    int[] far = ring[(pushed + 1) % ring.length];
    for (int i = 0; i < least.length; i++) {
      int b = near[i];
      int c = far[i];
      int d = row[i] - b;
      int low = b + (d & d >> 31);
      between[i] = low;
      d = low - c;
      least[i] = c + (d & d >> 31);
    }
  }
}
