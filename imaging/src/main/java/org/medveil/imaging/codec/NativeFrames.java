package org.medveil.imaging.codec;

import org.medveil.imaging.Rejected;
import org.medveil.imaging.dataset.PixelElement;

/** Uncompressed pixel data (PS3.5 §8.1.1, §8.2): order, planes, shared chroma, single bits. */
final class NativeFrames {
  private static final int BYTE = 8;

  private NativeFrames() {}

  /** Bits of one frame as stored. Frames of single bits share bytes at their seams. */
  static long frameBits(PixelFormat format) {
    int samples = format.subsampled() ? 2 : format.samples();
    return (long) format.pixels() * samples * format.bitsAllocated();
  }

  /** Bytes that all frames take, without padding. */
  static long bytes(PixelFormat format, long frames) {
    return (frameBits(format) * frames + BYTE - 1) / BYTE;
  }

  /** The frame with this index, from 0. */
  static DecodedFrame frame(PixelElement pixels, PixelFormat format, int index) throws Rejected {
    long bits = frameBits(format);
    long start = bits * index / BYTE;
    long end = (bits * (index + 1) + BYTE - 1) / BYTE;
    byte[] value = pixels.bytes();
    if (end > value.length) {
      throw Rejected.decode("the pixel data is shorter than the header claims");
    }
    byte[] raw = new byte[(int) (end - start)];
    if (isSwapped(pixels)) {
      swapped(value, (int) start, raw, Math.max(2, format.bytes()));
    } else {
      System.arraycopy(value, (int) start, raw, 0, raw.length);
    }
    if (format.bitsAllocated() == 1) {
      raw = unpacked(raw, (int) (bits * index % BYTE), (int) bits);
    }
    return new DecodedFrame(format.decoded(), interleaved(format, raw));
  }

  /** Bytes of OB stand alone; all else are words, high byte first. */
  private static boolean isSwapped(PixelElement pixels) {
    return pixels.bigEndian() && !"OB".equals(pixels.vr());
  }

  /** A last odd byte shares its word with the padding: it takes both to swap them. */
  private static void swapped(byte[] value, int start, byte[] out, int word) throws Rejected {
    for (int i = 0; i < out.length; i++) {
      int at = start + i;
      int from = at / word * word + word - 1 - at % word;
      if (from >= value.length) {
        throw Rejected.decode("the pixel data ends inside a word");
      }
      out[i] = value[from];
    }
  }

  /** The first bit is the lowest one of its byte. */
  static byte[] unpacked(byte[] packed, int first, int count) {
    byte[] out = new byte[count];
    for (int i = 0; i < count; i++) {
      int bit = first + i;
      out[i] = (byte) (packed[bit / BYTE] >> bit % BYTE & 1);
    }
    return out;
  }

  private static byte[] interleaved(PixelFormat format, byte[] raw) throws Rejected {
    if (format.subsampled()) {
      return spread(format, raw);
    }
    if (!format.planar()) {
      return raw;
    }
    int pixels = format.pixels();
    int bytes = format.bytes();
    int samples = format.samples();
    byte[] out = new byte[raw.length];
    for (int s = 0; s < samples; s++) {
      for (int p = 0; p < pixels; p++) {
        System.arraycopy(raw, (s * pixels + p) * bytes, out, (p * samples + s) * bytes, bytes);
      }
    }
    return out;
  }

  /** Y1 Y2 Cb Cr for two neighbours becomes Y1 Cb Cr Y2 Cb Cr. */
  private static byte[] spread(PixelFormat format, byte[] raw) throws Rejected {
    if (format.columns() % 2 != 0 || format.bitsAllocated() != BYTE) {
      throw Rejected.format("YBR_FULL_422 needs an even number of 8-bit columns");
    }
    byte[] out = new byte[format.pixels() * 3];
    for (int pair = 0; pair < format.pixels() / 2; pair++) {
      for (int pixel = 0; pixel < 2; pixel++) {
        int at = (pair * 2 + pixel) * 3;
        out[at] = raw[pair * 4 + pixel];
        out[at + 1] = raw[pair * 4 + 2];
        out[at + 2] = raw[pair * 4 + 3];
      }
    }
    return out;
  }
}
