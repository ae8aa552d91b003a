package org.medveil.imaging.codec;

/**
 * Bits read forwards, the lowest of a byte first; a byte after FF has seven (ISO 15444-15, clause
 * 7.1: magnitudes with signs, and significance propagation).
 */
final class HtForward {
  private byte[] data;
  private int at;
  private int end;
  private int behindEnd;
  private long buffer;
  private int count;
  private int borrowed;
  private boolean afterFf;
  private boolean broken;

  /**
   * @param fill the byte that is read behind the end
   */
  void start(byte[] bytes, int from, int to, int fill) {
    data = bytes;
    at = from;
    end = to;
    behindEnd = fill;
    buffer = 0;
    count = 0;
    borrowed = 0;
    afterFf = false;
    broken = false;
  }

  private void fill() {
    while (count <= 56) {
      int bits = afterFf ? 7 : 8;
      int next = behindEnd;
      if (at < end) {
        next = data[at++] & 0xff;
        broken |= next >> bits != 0;
      } else {
        borrowed += bits;
      }
      buffer |= (next & (1L << bits) - 1) << count;
      count += bits;
      afterFf = next == 0xff;
    }
  }

  /** The next bits, the first of them lowest; at most 31. */
  int take(int bits) {
    if (count < bits) {
      fill();
    }
    int value = (int) buffer & (1 << bits) - 1;
    buffer >>>= bits;
    count -= bits;
    return value;
  }

  /** Bits taken that lay behind the end. */
  int overdrawn() {
    return Math.max(0, borrowed - count);
  }

  /** A byte after FF had its eighth bit set. */
  boolean isBroken() {
    return broken;
  }
}
