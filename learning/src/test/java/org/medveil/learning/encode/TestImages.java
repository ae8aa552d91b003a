package org.medveil.learning.encode;

/** The images of {@code golden/regenerate_scattering.py}, drawn the same way. */
final class TestImages {
  private TestImages() {}

  /** Bytes of a 32-bit linear congruential generator, optionally smoothed by a cyclic 5 x 5 box. */
  static EncoderInput drawn(int seed, EncoderSettings shape, boolean smooth) {
    int state = seed;
    int[] raw = new int[shape.height() * shape.width() * shape.channels()];
    for (int i = 0; i < raw.length; i++) {
      state = 1664525 * state + 1013904223;
      raw[i] = state >>> 24;
    }
    byte[] pixels = new byte[raw.length];
    for (int i = 0; i < raw.length; i++) {
      pixels[i] = (byte) (smooth ? box(raw, shape, i) : raw[i]);
    }
    return new EncoderInput(shape.height(), shape.width(), shape.channels(), pixels);
  }

  /** The image moved by whole pixels, cyclically. */
  static EncoderInput shifted(EncoderInput in, int down, int right) {
    byte[] out = new byte[in.pixels().length];
    for (int y = 0; y < in.height(); y++) {
      for (int x = 0; x < in.width(); x++) {
        int toY = Math.floorMod(y + down, in.height());
        int toX = Math.floorMod(x + right, in.width());
        System.arraycopy(
            in.pixels(),
            (y * in.width() + x) * in.channels(),
            out,
            (toY * in.width() + toX) * in.channels(),
            in.channels());
      }
    }
    return new EncoderInput(in.height(), in.width(), in.channels(), out);
  }

  private static int box(int[] raw, EncoderSettings shape, int at) {
    int channel = at % shape.channels();
    int x = at / shape.channels() % shape.width();
    int y = at / shape.channels() / shape.width();
    int sum = 0;
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        int row = Math.floorMod(y - i, shape.height());
        int column = Math.floorMod(x - j, shape.width());
        sum += raw[(row * shape.width() + column) * shape.channels() + channel];
      }
    }
    return sum / 25;
  }
}
