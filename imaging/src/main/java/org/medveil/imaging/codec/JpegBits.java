package org.medveil.imaging.codec;

import org.medveil.imaging.Rejected;

/** The bits of entropy-coded JPEG data: a zero after FF is stuffing, any other byte ends them. */
final class JpegBits {
  private final byte[] data;
  private int at;
  private long buffer;
  private int held;
  private int missing;

  JpegBits(byte[] data, int at) {
    this.data = data;
    this.at = at;
  }

  private void fill() {
    while (held <= 48) {
      int next = 0;
      if (at < data.length && ((data[at] & 0xff) != 0xff || stuffed())) {
        next = data[at] & 0xff;
        at += next == 0xff ? 2 : 1;
      } else {
        missing += 8;
      }
      buffer = buffer << 8 | next;
      held += 8;
    }
  }

  private boolean stuffed() {
    return at + 1 < data.length && data[at + 1] == 0;
  }

  /** The next bits without taking them; zeros follow the end. */
  int peek(int count) {
    if (held < count) {
      fill();
    }
    return (int) (buffer >>> held - count) & (1 << count) - 1;
  }

  void skip(int count) throws Rejected {
    held -= count;
    if (held < missing) {
      throw Rejected.decode("the JPEG image lacks part of its data");
    }
  }

  int take(int count) throws Rejected {
    if (count == 0) {
      return 0;
    }
    int bits = peek(count);
    skip(count);
    return bits;
  }

  /** A difference of so many bits, its sign in the first one (ISO 10918-1 F.2.2.1). */
  int signed(int size) throws Rejected {
    int bits = take(size);
    return size > 0 && bits < 1 << size - 1 ? bits - (1 << size) + 1 : bits;
  }

  /** Steps over a restart marker, which must be the next thing. */
  void restart() throws Rejected {
    if (held - missing >= 8) {
      throw Rejected.decode("data where a restart marker is due");
    }
    while (at + 1 < data.length && (data[at] & 0xff) == 0xff && (data[at + 1] & 0xff) == 0xff) {
      at++;
    }
    int marker = at + 1 < data.length && (data[at] & 0xff) == 0xff ? data[at + 1] & 0xff : 0;
    if (marker < 0xD0 || marker > 0xD7) {
      throw Rejected.decode("a restart marker is missing");
    }
    at += 2;
    buffer = 0;
    held = 0;
    missing = 0;
  }

  /** Where the marker behind the data is. */
  int position() {
    return at;
  }
}
