package org.medveil.imaging;

import org.medveil.imaging.codec.Photometric;

/** The 8-bit grey of every stored value of one image; a table up to 16 bits, computed beyond. */
final class GrayScale {
  private static final int TABLE_BITS = 16;
  private final Display display;
  private final double low;
  private final double span;
  private final boolean unsigned;
  private final boolean inverted;
  private final byte[] table;

  private GrayScale(Raster raster, Display display) {
    this.display = display;
    unsigned = !raster.signed();
    inverted = raster.photometric() == Photometric.MONOCHROME1;
    int bits = raster.bitsStored();
    long lowest = raster.signed() ? -(1L << bits - 1) : 0;
    double first = rescaled(lowest);
    double last = rescaled(lowest + (1L << bits) - 1);
    low = Math.min(first, last);
    span = Math.abs(last - first);
    table = bits <= TABLE_BITS ? new byte[1 << bits] : null;
    if (table != null) {
      for (long stored = lowest; stored < lowest + table.length; stored++) {
        table[(int) stored & table.length - 1] = computed(stored);
      }
    }
  }

  static GrayScale of(Raster raster, Display display) {
    return new GrayScale(raster, display);
  }

  /** Large is bright, also where the file means small by it. */
  byte level(int sample) {
    if (table != null) {
      return table[sample & table.length - 1];
    }
    return computed(unsigned ? sample & 0xffffffffL : sample);
  }

  private double rescaled(long stored) {
    return stored * display.slope() + display.intercept();
  }

  private byte computed(long stored) {
    double value = rescaled(stored);
    Window window = display.window();
    // Without a window the whole range decides, never the range found: it would depend on the
    // image.
    double share = window != null ? window.brightness(value) : Window.ramp(value - low, span);
    long level = Math.round(255 * share);
    return (byte) (inverted ? 255 - level : level);
  }
}
