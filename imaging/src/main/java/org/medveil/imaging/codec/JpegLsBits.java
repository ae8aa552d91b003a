package org.medveil.imaging.codec;

import org.medveil.imaging.Rejected;

/** The bits of a JPEG-LS scan: a byte after FF has seven; if it had eight it would be a marker. */
final class JpegLsBits {
  private final byte[] data;
  private int at;
  private long buffer;
  private int held;
  private boolean afterFf;

  JpegLsBits(byte[] data, int at) {
    this.data = data;
    this.at = at;
  }

  private void fill(int wanted) throws Rejected {
    while (held < wanted) {
      int next = at < data.length ? data[at] & 0xff : 0x80;
      if (at >= data.length || afterFf && next >= 0x80) {
        throw Rejected.decode("the JPEG-LS image lacks part of its data");
      }
      int bits = afterFf ? 7 : 8;
      buffer = buffer << bits | next;
      held += bits;
      afterFf = next == 0xff;
      at++;
    }
  }

  int bit() throws Rejected {
    return take(1);
  }

  int take(int count) throws Rejected {
    if (count == 0) {
      return 0;
    }
    fill(count);
    held -= count;
    return (int) (buffer >>> held) & (1 << count) - 1;
  }

  /** Golomb code of limited length (ISO 14495-1 A.5.3). */
  int golomb(int k, int limit, int errorBits) throws Rejected {
    int zeros = 0;
    int most = limit - errorBits - 1;
    while (zeros < most && bit() == 0) {
      zeros++;
    }
    if (zeros < most) {
      return zeros << k | take(k);
    }
    if (bit() == 0) {
      throw Rejected.decode("a JPEG-LS code longer than its limit");
    }
    return take(errorBits) + 1;
  }
}
