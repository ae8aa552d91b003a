package org.medveil.imaging.codec;

import org.medveil.imaging.Rejected;

/** RLE Lossless, PS3.5 annex G: one segment for every byte of every sample, high byte first. */
final class Rle {
  private static final int HEADER = 64;
  private static final int MAX_SEGMENTS = 15;

  private Rle() {}

  static DecodedFrame decode(byte[] data, PixelFormat format) throws Rejected {
    int segments = format.samples() * format.bytes();
    if (data.length < HEADER || segments > MAX_SEGMENTS || word(data, 0) != segments) {
      throw Rejected.decode("the RLE header contradicts the pixel module");
    }
    boolean bits = format.bitsAllocated() == 1;
    int count = bits ? (format.pixels() + 7) / 8 : format.pixels();
    byte[] out = new byte[count * segments];
    for (int segment = 0; segment < segments; segment++) {
      long start = word(data, 4 * (segment + 1));
      long end = segment + 1 < segments ? word(data, 4 * (segment + 2)) : data.length;
      if (start < HEADER || start > end || end > data.length) {
        throw Rejected.decode("an RLE segment lies outside its fragment");
      }
      int sample = segment / format.bytes();
      int offset = format.bytes() - 1 - segment % format.bytes();
      Plane plane = new Plane(out, sample * format.bytes() + offset, segments);
      plane.fill(data, (int) start, (int) end, count);
    }
    byte[] samples = bits ? NativeFrames.unpacked(out, 0, format.pixels()) : out;
    return new DecodedFrame(format.decoded(), samples);
  }

  private static long word(byte[] data, int at) {
    return data[at] & 0xffL
        | (data[at + 1] & 0xffL) << 8
        | (data[at + 2] & 0xffL) << 16
        | (data[at + 3] & 0xffL) << 24;
  }

  /** Every {@code step}-th byte of the output, from {@code first} on. */
  private record Plane(byte[] out, int first, int step) {
    void fill(byte[] data, int start, int end, int pixels) throws Rejected {
      int in = start;
      int pixel = 0;
      while (pixel < pixels && in < end) {
        int code = data[in++];
        boolean repeat = code < 0;
        int run = repeat ? 1 - code : 1 + code;
        if (code == -128) {
          continue;
        }
        if (run > pixels - pixel || in + (repeat ? 1 : run) > end) {
          throw Rejected.decode("an RLE run leaves its frame or its segment");
        }
        for (int i = 0; i < run; i++) {
          out[first + step * pixel++] = data[repeat ? in : in + i];
        }
        in += repeat ? 1 : run;
      }
      for (; in < end; in++) {
        // Only padding may follow; data that goes on past the frame is not this frame's.
        if (data[in] != 0 && data[in] != -128) {
          throw Rejected.decode("an RLE segment goes on after its frame");
        }
      }
      if (pixel < pixels) {
        throw Rejected.decode("an RLE segment ends before its frame");
      }
    }
  }
}
