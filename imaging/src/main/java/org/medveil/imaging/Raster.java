package org.medveil.imaging;

import java.util.Arrays;
import org.medveil.imaging.codec.DecodedFrame;
import org.medveil.imaging.codec.Photometric;

/**
 * Samples of one frame as stored, interleaved by pixel: no rescale, window or colour conversion
 * applied, unused bits removed. {@link #toGray8()} and {@link #toRgb8()} apply them.
 */
public final class Raster {
  private final DecodedFrame frame;
  private final Display display;

  private Raster(DecodedFrame frame, Display display) {
    this.frame = frame;
    this.display = display;
  }

  static Raster of(DecodedFrame frame, Display display) {
    return new Raster(frame.storedBitsOnly(), display);
  }

  /** Rows, 1–65535. */
  public int height() {
    return frame.format().rows();
  }

  /** Columns, 1–65535. */
  public int width() {
    return frame.format().columns();
  }

  /** 1 or 3. */
  public int channels() {
    return frame.format().samples();
  }

  /** 1–32. */
  public int bitsStored() {
    return frame.format().bitsStored();
  }

  /** Samples are two's complement. */
  public boolean signed() {
    return frame.format().signed();
  }

  /** What the samples mean. */
  public Photometric photometric() {
    return frame.format().photometric();
  }

  /**
   * One stored sample.
   *
   * @param index {@code (row * width + column) * channels + channel}
   * @return 0 to 2^bitsStored-1, or the signed range of as many bits; 32 unsigned bits wrap
   */
  public int sample(int index) {
    return frame.sample(index);
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
        && frame.format().bytes() == that.frame.format().bytes()
        && Arrays.equals(frame.bytes(), that.frame.bytes());
  }

  @Override
  public int hashCode() {
    return frame.hashCode();
  }

  @Override
  public String toString() {
    return "Raster[" + height() + "x" + width() + "x" + channels() + "]";
  }
}
