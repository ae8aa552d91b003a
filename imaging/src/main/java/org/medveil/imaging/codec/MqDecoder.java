package org.medveil.imaging.codec;

/**
 * The arithmetic decoder of JPEG 2000 (ISO 15444-1 annex C), software conventions, the registers in
 * the upper half of a word.
 *
 * <p>While the more probable symbol comes and the interval stays long enough, interval and code
 * shrink by the same amounts. What is left of the smaller of the two is kept instead of them (the
 * idea is in Taubman and Marcellin, JPEG2000, 2002, 12.1.2): most symbols cost one subtraction.
 */
final class MqDecoder {
  private static final int CONTEXTS = 19;
  private static final int RUN = 17;
  private static final int UNIFORM = 18;

  /** The less probable symbol's share, in {@link #contexts}. */
  static final int SHARE = 0xffff0000;

  private static final int HALF = 0x80000000;
  private static final long LOWER = 0xffffffffL;

  private static final int[] QE = {
    0x5601, 0x3401, 0x1801, 0x0AC1, 0x0521, 0x0221, 0x5601, 0x5401, 0x4801, 0x3801, 0x3001, 0x2401,
    0x1C01, 0x1601, 0x5601, 0x5401, 0x5101, 0x4801, 0x3801, 0x3401, 0x3001, 0x2801, 0x2401, 0x2201,
    0x1C01, 0x1801, 0x1601, 0x1401, 0x1201, 0x1101, 0x0AC1, 0x09C1, 0x08A1, 0x0521, 0x0441, 0x02A1,
    0x0221, 0x0141, 0x0111, 0x0085, 0x0049, 0x0025, 0x0015, 0x0009, 0x0005, 0x0001, 0x5601
  };
  private static final int[] AFTER_MPS = {
    1, 2, 3, 4, 5, 38, 7, 8, 9, 10, 11, 12, 13, 29, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
    27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 45, 46
  };
  private static final int[] AFTER_LPS = {
    1, 6, 9, 12, 29, 33, 6, 14, 14, 14, 17, 18, 20, 21, 14, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22,
    23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 46
  };

  /**
   * What a context becomes, by the lower half of what it was; from 0x100 on after the less
   * probable.
   */
  private static final int[] NEXT = new int[0x200];

  static {
    for (int i = 0; i < 2 * QE.length; i++) {
      int state = i >> 1;
      boolean swap = state == 0 || state == 6 || state == 14;
      NEXT[i] = context(AFTER_MPS[state], i & 1);
      NEXT[i | 0x100] = context(AFTER_LPS[state], swap ? i & 1 ^ 1 : i & 1);
    }
  }

  /**
   * For each context the less probable symbol's share in the upper half, twice the number of the
   * state below, plus the more probable symbol.
   */
  private final int[] contexts = new int[CONTEXTS];

  private byte[] data;
  private int at;
  private int end;

  /** What both may lose before anything has to be done; interval and code without it. */
  private int margin;

  private int interval;
  private int code;
  private int bits;

  /** The byte at the current place. */
  private int last;

  /** All contexts as at the start of a code-block (table D.7). */
  void reset() {
    java.util.Arrays.fill(contexts, context(0, 0));
    contexts[0] = context(4, 0);
    contexts[RUN] = context(3, 0);
    contexts[UNIFORM] = context(46, 0);
  }

  private static int context(int state, int symbol) {
    return QE[state] << 16 | state << 1 | symbol;
  }

  /** Begins a segment; contexts stay. */
  void start(byte[] bytes, int from, int to) {
    data = bytes;
    at = from;
    end = to;
    last = byteAt(at);
    code = last << 16;
    byteIn();
    code <<= 7;
    bits -= 7;
    interval = HALF;
    margin = 0;
  }

  private int byteAt(int index) {
    return index < end ? data[index] & 0xff : 0xff;
  }

  private void byteIn() {
    int next = byteAt(at + 1);
    if (last != 0xff) {
      code += next << 8;
      bits = 8;
    } else if (next <= 0x8f) {
      code += next << 9;
      bits = 7;
    } else {
      // A marker, or the end: ones from here on.
      code += 0xff00;
      bits = 8;
      return;
    }
    last = next;
    at++;
  }

  int decode(int context) {
    int state = contexts[context];
    margin -= state & SHARE;
    return margin >= 0 ? state & 1 : exchange(context, margin);
  }

  /**
   * The less probable symbol, or an interval that has become too short. Which of the two, and
   * whether they are exchanged, no processor can foresee, so there is no branch: masks of ones or
   * zeros say it.
   *
   * @param below the margin less the context's share, which is negative
   */
  int exchange(int context, int below) {
    int state = contexts[context];
    int share = state & SHARE;
    int length = interval + below;
    int value = code + below + share;
    int low = below(value, share);
    int less = low ^ below(length, share);
    interval = share & low | length & ~low;
    code = value - (share & ~low);
    contexts[context] = NEXT[state & 0xff | less & 0x100];
    renormalise();
    return state & 1 ^ less & 1;
  }

  /** All ones where the first is smaller, both taken without a sign; else 0. */
  private static int below(int a, int b) {
    return (int) ((a & LOWER) - (b & LOWER) >> 63);
  }

  private void renormalise() {
    int shift = Integer.numberOfLeadingZeros(interval);
    interval <<= shift;
    while (shift > bits) {
      code <<= bits;
      shift -= bits;
      byteIn();
    }
    code <<= shift;
    bits -= shift;
    margin = (int) Math.min(code & LOWER, interval - HALF);
    interval -= margin;
    code -= margin;
  }

  int[] contexts() {
    return contexts;
  }

  int margin() {
    return margin;
  }

  void margin(int left) {
    margin = left;
  }

  int uniform() {
    return decode(UNIFORM);
  }

  int run() {
    return decode(RUN);
  }
}
