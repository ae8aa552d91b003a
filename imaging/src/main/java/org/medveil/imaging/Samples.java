package org.medveil.imaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** From decoded bytes to samples: order, unused bits, sign. */
final class Samples {
  private Samples() {}

  /** Pixel by pixel, every pixel with all its channels. */
  static byte[] interleave(PixelFormat format, byte[] raw) throws Rejected {
    if (format.subsampled()) {
      return spread(format, raw);
    }
    if (!format.planar()) {
      return raw;
    }
    int pixels = format.pixels();
    int bytes = format.bytes();
    int samples = format.samples();
    byte[] out = new byte[pixels * samples * bytes];
    for (int s = 0; s < samples; s++) {
      for (int p = 0; p < pixels; p++) {
        System.arraycopy(raw, (s * pixels + p) * bytes, out, (p * samples + s) * bytes, bytes);
      }
    }
    return out;
  }

  /** Y1 Y2 Cb Cr for two neighbours becomes Y1 Cb Cr Y2 Cb Cr. */
  private static byte[] spread(PixelFormat format, byte[] raw) throws Rejected {
    if (format.columns() % 2 != 0 || format.bytes() != 1) {
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

  /**
   * @param bytes interleaved, low byte first; may be longer than the frame. Bits that are not
   *     stored bits are dropped: they may carry overlays, and overlays may carry names.
   */
  static Raster raster(PixelFormat format, Display display, byte[] bytes) {
    int count = format.pixels() * format.samples();
    if (format.bytes() == 1) {
      byte[] samples = bytes.length == count ? bytes : Arrays.copyOf(bytes, count);
      if (format.bitsStored() < 8) {
        for (int i = 0; i < count; i++) {
          samples[i] = (byte) stored(format, samples[i] & 0xff);
        }
      }
      return Raster.of8(format, display, samples);
    }
    short[] samples = new short[count];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    if (format.bitsStored() < 16) {
      for (int i = 0; i < count; i++) {
        samples[i] = (short) stored(format, samples[i] & 0xffff);
      }
    }
    return Raster.of16(format, display, samples);
  }

  private static int stored(PixelFormat format, int word) {
    int unused = 32 - format.bitsStored();
    int aligned = word >>> format.shift() << unused;
    return format.signed() ? aligned >> unused : aligned >>> unused;
  }
}
