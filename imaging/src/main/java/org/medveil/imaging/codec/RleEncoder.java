package org.medveil.imaging.codec;

import java.io.ByteArrayOutputStream;

/** RLE Lossless, PS3.5 annex G.3: runs do not cross rows, segments have an even length. */
final class RleEncoder {
  private static final int HEADER = 64;
  private static final int LONGEST = 128;

  private RleEncoder() {}

  static byte[] encode(DecodedFrame frame) {
    PixelFormat format = frame.format();
    if (format.bitsAllocated() == 1) {
      throw new IllegalArgumentException("single bits are written uncompressed");
    }
    int segments = format.samples() * format.bytes();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] header = new byte[HEADER];
    header[0] = (byte) segments;
    out.writeBytes(header);
    byte[] row = new byte[format.columns()];
    for (int segment = 0; segment < segments; segment++) {
      for (int b = 0; b < 4; b++) {
        header[4 * (segment + 1) + b] = (byte) (out.size() >> 8 * b);
      }
      int sample = segment / format.bytes();
      int offset = sample * format.bytes() + format.bytes() - 1 - segment % format.bytes();
      for (int y = 0; y < format.rows(); y++) {
        for (int x = 0; x < row.length; x++) {
          row[x] = frame.bytes()[(y * row.length + x) * segments + offset];
        }
        packRow(row, out);
      }
      if (out.size() % 2 != 0) {
        out.write(0);
      }
    }
    byte[] whole = out.toByteArray();
    System.arraycopy(header, 0, whole, 0, HEADER);
    return whole;
  }

  private static void packRow(byte[] row, ByteArrayOutputStream out) {
    int at = 0;
    while (at < row.length) {
      int run = run(row, at);
      if (run > 1) {
        out.write(1 - run);
        out.write(row[at]);
        at += run;
        continue;
      }
      int start = at;
      // A run of two inside literals costs as much as it saves.
      while (at < row.length && at - start < LONGEST && run(row, at) < 3) {
        at++;
      }
      out.write(at - start - 1);
      out.write(row, start, at - start);
    }
  }

  private static int run(byte[] row, int at) {
    int end = at + 1;
    while (end < row.length && end - at < LONGEST && row[end] == row[at]) {
      end++;
    }
    return end - at;
  }
}
