package org.medveil.imaging.codec;

/** Bits that are not arithmetically coded: a byte after FF has seven (ISO 15444-1 B.10.1, D.6). */
final class J2kBits {
  private final byte[] data;
  private final int end;
  private int at;
  private int current;
  private int left;
  private boolean beyond;

  J2kBits(byte[] data, int from, int end) {
    this.data = data;
    this.at = from;
    this.end = end;
  }

  int bit() {
    if (left == 0) {
      left = current == 0xff ? 7 : 8;
      beyond |= at >= end;
      current = at < end ? data[at] & 0xff : 0;
      at++;
    }
    left--;
    return current >> left & 1;
  }

  int take(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  /** More bits were taken than there are. */
  boolean isBeyondEnd() {
    return beyond;
  }

  /** Where the next whole byte is; the one stuffed behind a last FF belongs to what was read. */
  int align() {
    if (current == 0xff) {
      at++;
    }
    return at;
  }
}
