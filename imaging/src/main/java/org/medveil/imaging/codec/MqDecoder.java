package org.medveil.imaging.codec;

/** The arithmetic decoder of JPEG 2000 (ISO 15444-1 annex C), software conventions. */
final class MqDecoder {
  static final int CONTEXTS = 19;
  private static final int RUN = 17;
  private static final int UNIFORM = 18;

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

  /** State times two, plus the more probable symbol. */
  private final int[] states = new int[CONTEXTS];

  private byte[] data;
  private int at;
  private int end;
  private int a;
  private int c;
  private int ct;

  /** All contexts as at the start of a code-block (table D.7). */
  void reset() {
    java.util.Arrays.fill(states, 0);
    states[0] = 4 << 1;
    states[RUN] = 3 << 1;
    states[UNIFORM] = 46 << 1;
  }

  /** Begins a segment; contexts stay. */
  void start(byte[] bytes, int from, int to) {
    data = bytes;
    at = from;
    end = to;
    c = byteAt(at) << 16;
    byteIn();
    c <<= 7;
    ct -= 7;
    a = 0x8000;
  }

  private int byteAt(int index) {
    return index < end ? data[index] & 0xff : 0xff;
  }

  private void byteIn() {
    if (byteAt(at) == 0xff) {
      int next = byteAt(at + 1);
      if (next > 0x8f) {
        c += 0xff00;
        ct = 8;
      } else {
        at++;
        c += next << 9;
        ct = 7;
      }
    } else {
      at++;
      c += byteAt(at) << 8;
      ct = 8;
    }
  }

  int decode(int context) {
    int state = states[context];
    int qe = QE[state >> 1];
    int bit = state & 1;
    a -= qe;
    if (c >>> 16 < qe) {
      if (a < qe) {
        states[context] = AFTER_MPS[state >> 1] << 1 | bit;
      } else {
        states[context] = lps(state);
        bit ^= 1;
      }
      a = qe;
    } else {
      c -= qe << 16;
      if ((a & 0x8000) != 0) {
        return bit;
      }
      if (a < qe) {
        states[context] = lps(state);
        bit ^= 1;
      } else {
        states[context] = AFTER_MPS[state >> 1] << 1 | bit;
      }
    }
    do {
      if (ct == 0) {
        byteIn();
      }
      a <<= 1;
      c <<= 1;
      ct--;
    } while ((a & 0x8000) == 0);
    return bit;
  }

  private static int lps(int state) {
    int index = state >> 1;
    boolean swap = index == 0 || index == 6 || index == 14;
    return AFTER_LPS[index] << 1 | (swap ? state & 1 ^ 1 : state & 1);
  }

  int uniform() {
    return decode(UNIFORM);
  }

  int run() {
    return decode(RUN);
  }
}
