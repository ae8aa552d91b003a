package org.medveil.imaging;

import java.util.Arrays;

/**
 * Samples of one frame as stored, interleaved by pixel: no rescale, window or colour conversion
 * applied, unused bits removed. {@link #toGray8()} and {@link #toRgb8()} apply them.
 */
public final class Raster {
  private final PixelFormat format;
  private final Display display;
  private final byte[] bytes;
  private final short[] shorts;

  private Raster(PixelFormat format, Display display, byte[] bytes, short[] shorts) {
    this.format = format;
    this.display = display;
    this.bytes = bytes;
    this.shorts = shorts;
  }

  static Raster of8(PixelFormat format, Display display, byte[] samples) {
    return new Raster(format, display, samples, null);
  }

  static Raster of16(PixelFormat format, Display display, short[] samples) {
    return new Raster(format, display, null, samples);
  }

  /** Rows, 1–65535. */
  public int height() {
    return format.rows();
  }

  /** Columns, 1–65535. */
  public int width() {
    return format.columns();
  }

  /** 1 or 3. */
  public int channels() {
    return format.samples();
  }

  /** 1–16. */
  public int bitsStored() {
    return format.bitsStored();
  }

  /** Samples are two's complement. */
  public boolean signed() {
    return format.signed();
  }

  /** What the samples mean. */
  public Photometric photometric() {
    return format.photometric();
  }

  /**
   * One stored sample.
   *
   * @param index {@code (row * width + column) * channels + channel}
   * @return 0 to 2^bitsStored-1, or the signed range of as many bits
   */
  public int sample(int index) {
    if (bytes != null) {
      return format.signed() ? bytes[index] : bytes[index] & 0xff;
    }
    return format.signed() ? shorts[index] : shorts[index] & 0xffff;
  }

  /**
   * One channel of 8 bit, large is bright. Monochrome: rescale, then the file's first window, or
   * without one the whole range of BitsStored (never the range found in the image, which would
   * depend on it). Colour: ITU-R BT.601 luma.
   */
  public PixelImage toGray8() {
    return Rendering.gray(this, display);
  }

  /** Three channels of 8 bit: red, green, blue; monochrome three times over. */
  public PixelImage toRgb8() {
    return Rendering.rgb(this, display);
  }

  /** Same shape, meaning and samples; how they would be shown does not count. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Raster that
        && height() == that.height()
        && width() == that.width()
        && bitsStored() == that.bitsStored()
        && signed() == that.signed()
        && photometric() == that.photometric()
        && Arrays.equals(bytes, that.bytes)
        && Arrays.equals(shorts, that.shorts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes) * 31 + Arrays.hashCode(shorts);
  }

  @Override
  public String toString() {
    return "Raster[" + height() + "x" + width() + "x" + channels() + "]";
  }
}
