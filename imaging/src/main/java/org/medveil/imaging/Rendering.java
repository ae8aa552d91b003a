package org.medveil.imaging;

import org.medveil.imaging.codec.Photometric;

/** From stored samples to 8-bit images: PS3.3 C.7.6.3.1.2 (colour), C.11.1 and C.11.2 (grey). */
final class Rendering {
  private Rendering() {}

  static PixelImage gray(Raster raster, Display display) {
    int pixels = raster.height() * raster.width();
    byte[] out = new byte[pixels];
    if (raster.channels() == 1 && raster.photometric() != Photometric.PALETTE_COLOR) {
      GrayScale scale = GrayScale.of(raster, display);
      for (int i = 0; i < pixels; i++) {
        out[i] = scale.level(raster.sample(i));
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
    int largest = -1 >>> 32 - Math.min(31, raster.bitsStored());
    int excess = Math.max(0, raster.bitsStored() - 31);
    for (int i = 0; i < out.length; i++) {
      int sample = raster.sample(i) >>> excess & largest;
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
