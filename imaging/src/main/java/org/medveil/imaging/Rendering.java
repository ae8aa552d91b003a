package org.medveil.imaging;

/** From stored samples to 8-bit images: PS3.3 C.7.6.3.1.2 (colour), C.11.1 and C.11.2 (grey). */
final class Rendering {
  private Rendering() {}

  static PixelImage gray(Raster raster, Display display) {
    int pixels = raster.height() * raster.width();
    byte[] out = new byte[pixels];
    if (raster.channels() == 1 && raster.photometric() != Photometric.PALETTE_COLOR) {
      byte[] table = grayTable(raster, display);
      int mask = table.length - 1;
      for (int i = 0; i < pixels; i++) {
        out[i] = table[raster.sample(i) & mask];
      }
    } else {
      byte[] colours = rgb(raster, display).raw();
      for (int i = 0; i < pixels; i++) {
        int red = colours[3 * i] & 0xff;
        int green = colours[3 * i + 1] & 0xff;
        int blue = colours[3 * i + 2] & 0xff;
        out[i] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
      }
    }
    return new PixelImage(raster.height(), raster.width(), 1, out);
  }

  static PixelImage rgb(Raster raster, Display display) {
    int pixels = raster.height() * raster.width();
    byte[] out =
        switch (raster.photometric()) {
          case MONOCHROME1, MONOCHROME2 -> thrice(gray(raster, display).raw());
          case PALETTE_COLOR -> paletteColours(raster, display.palette(), pixels);
          case RGB -> eightBits(raster, pixels);
          case YBR_FULL -> fromYbr(eightBits(raster, pixels));
        };
    return new PixelImage(raster.height(), raster.width(), 3, out);
  }

  /** The 8-bit value of each stored bit pattern. */
  private static byte[] grayTable(Raster raster, Display display) {
    int size = 1 << raster.bitsStored();
    int lowest = raster.signed() ? -size / 2 : 0;
    double first = lowest * display.slope() + display.intercept();
    double last = (lowest + size - 1) * display.slope() + display.intercept();
    double low = display.window() ? display.center() - display.width() / 2 : Math.min(first, last);
    double span = display.window() ? display.width() - 1 : Math.abs(last - first);
    byte[] table = new byte[size];
    for (int stored = lowest; stored < lowest + size; stored++) {
      double value = stored * display.slope() + display.intercept();
      // A window of width 1 is a threshold, and so is an image of a single bit pattern.
      double share = span > 0 ? (value - low) / span : value > low ? 1 : 0;
      long level = Math.round(255 * Math.max(0, Math.min(1, share)));
      boolean inverted = raster.photometric() == Photometric.MONOCHROME1;
      table[stored & (size - 1)] = (byte) (inverted ? 255 - level : level);
    }
    return table;
  }

  private static byte[] thrice(byte[] gray) {
    byte[] out = new byte[gray.length * 3];
    for (int i = 0; i < out.length; i++) {
      out[i] = gray[i / 3];
    }
    return out;
  }

  private static byte[] paletteColours(Raster raster, Palette palette, int pixels) {
    byte[] out = new byte[pixels * 3];
    for (int i = 0; i < out.length; i++) {
      out[i] = palette.colour(raster.sample(i / 3), i % 3);
    }
    return out;
  }

  private static byte[] eightBits(Raster raster, int pixels) {
    byte[] out = new byte[pixels * 3];
    int largest = (1 << raster.bitsStored()) - 1;
    for (int i = 0; i < out.length; i++) {
      int sample = raster.sample(i) & largest;
      out[i] = (byte) (largest == 255 ? sample : (sample * 255L + largest / 2) / largest);
    }
    return out;
  }

  private static byte[] fromYbr(byte[] ybr) {
    byte[] out = new byte[ybr.length];
    for (int i = 0; i < ybr.length; i += 3) {
      double luma = ybr[i] & 0xff;
      double blue = (ybr[i + 1] & 0xff) - 128;
      double red = (ybr[i + 2] & 0xff) - 128;
      out[i] = clamped(luma + 1.402 * red);
      out[i + 1] = clamped(luma - 0.344136 * blue - 0.714136 * red);
      out[i + 2] = clamped(luma + 1.772 * blue);
    }
    return out;
  }

  private static byte clamped(double value) {
    return (byte) Math.max(0, Math.min(255, Math.round(value)));
  }
}
