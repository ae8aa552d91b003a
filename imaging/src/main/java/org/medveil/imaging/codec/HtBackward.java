package org.medveil.imaging.codec;

/**
 * Bits read from the end backwards, the lowest of a byte first; a byte that ends in seven ones has
 * seven bits where the one read before is above 8F (ISO 15444-15, clause 7.1: variable-length
 * codes, and magnitude refinement). Zeros follow.
 */
final class HtBackward {
  private byte[] data;
  private int at;
  private int start;
  private long buffer;
  private int count;
  private int borrowed;
  private boolean afterLarge;

  /** The codes of a cleanup segment: its last twelve bits are its own length. */
  void startCodes(byte[] bytes, int from, int to) {
    int first = (bytes[to - 2] & 0xff) >> 4;
    begin(bytes, from, to - 3);
    count = (first & 7) == 7 ? 3 : 4;
    buffer = first & (1 << count) - 1;
    afterLarge = first > 8;
    fill();
  }

  /** Refinement bits. */
  void startRefinement(byte[] bytes, int from, int to) {
    begin(bytes, from, to - 1);
    afterLarge = true;
  }

  private void begin(byte[] bytes, int from, int last) {
    data = bytes;
    start = from;
    at = last;
    buffer = 0;
    count = 0;
    borrowed = 0;
  }

  /** At least 57 bits can be had then without asking again. */
  void fill() {
    while (count <= 56) {
      int next = at >= start ? data[at] & 0xff : 0;
      int bits = afterLarge && (next & 0x7f) == 0x7f ? 7 : 8;
      buffer |= (next & (1L << bits) - 1) << count;
      count += bits;
      borrowed += at < start ? bits : 0;
      afterLarge = next > 0x8f;
      at--;
    }
  }

  /** The next bits, at most as many as were filled in. */
  int peek(int mask) {
    return (int) buffer & mask;
  }

  void skip(int bits) {
    buffer >>>= bits;
    count -= bits;
  }

  int bit() {
    if (count == 0) {
      fill();
    }
    int bit = (int) buffer & 1;
    skip(1);
    return bit;
  }

  /** Bits taken that lay before the start. */
  int overdrawn() {
    return Math.max(0, borrowed - count);
  }
}
