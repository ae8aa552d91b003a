package org.medveil.imaging.codec;

/** The adaptive run-length decoder of a cleanup segment, MEL (ISO 15444-15, clause 7.3.3). */
final class HtRuns {
  /** Table 2: exponent of the run's length in each state. */
  private static final int[] EXPONENTS = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5};

  private byte[] data;
  private int at;
  private int end;
  private int current;
  private int left;
  private int state;
  private int zeros;
  private boolean one;

  void start(byte[] bytes, int from, int to) {
    data = bytes;
    at = from;
    end = to;
    current = 0;
    left = 0;
    state = 0;
    zeros = 0;
    one = false;
  }

  private int bit() {
    if (left == 0) {
      left = current == 0xff ? 7 : 8;
      // The twelve bits of the length at the end read as ones, and so does what lies behind.
      current = at < end - 1 ? data[at] & 0xff : 0xff;
      current |= at == end - 2 ? 0x0f : 0;
      at++;
    }
    left--;
    return current >> left & 1;
  }

  /** The next event. */
  boolean next() {
    if (zeros == 0 && !one) {
      int exponent = EXPONENTS[state];
      if (bit() == 1) {
        zeros = 1 << exponent;
        state = Math.min(state + 1, EXPONENTS.length - 1);
      } else {
        for (int i = 0; i < exponent; i++) {
          zeros = zeros << 1 | bit();
        }
        state = Math.max(state - 1, 0);
        one = true;
      }
    }
    if (zeros > 0) {
      zeros--;
      return false;
    }
    one = false;
    return true;
  }
}
