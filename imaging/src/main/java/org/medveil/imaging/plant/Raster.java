package org.medveil.imaging.plant;

import java.util.Optional;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;

/** Native pixels that text can be drawn into: 8 or 16 bit, grey or RGB. */
final class Raster {
  private static final int SMALLEST = 128;
  private static final int MOST_FRAMES = 4;

  private final byte[] samples;
  private final boolean bigEndian;
  private final int frames;
  private final int rows;
  private final int columns;
  private final int channels;
  private final int bytes;
  private final boolean planar;
  private final boolean signed;
  private final int bits;

  private Raster(Attributes header, byte[] samples, boolean bigEndian) {
    this.samples = samples.clone();
    this.frames = Math.max(1, header.getInt(Tag.NumberOfFrames, 1));
    this.rows = header.getInt(Tag.Rows, 0);
    this.columns = header.getInt(Tag.Columns, 0);
    this.channels = header.getInt(Tag.SamplesPerPixel, 1);
    this.bytes = header.getInt(Tag.BitsAllocated, 0) / 8;
    this.bigEndian = bigEndian && bytes > 1;
    this.planar = header.getInt(Tag.PlanarConfiguration, 0) == 1;
    this.signed = header.getInt(Tag.PixelRepresentation, 0) == 1;
    this.bits = header.getInt(Tag.BitsStored, 0);
  }

  /** Empty for pictures that are too small, of another kind, or shorter than they say. */
  static Optional<Raster> of(Attributes header, byte[] samples, boolean bigEndian) {
    String kind = header.getString(Tag.PhotometricInterpretation, "");
    int allocated = header.getInt(Tag.BitsAllocated, 0);
    boolean known =
        (kind.startsWith("MONOCHROME") || kind.equals("RGB"))
            && (allocated == 8 || allocated == 16)
            && !header.contains(Tag.PixelPaddingValue);
    if (!known) {
      return Optional.empty();
    }
    Raster raster = new Raster(header, samples, bigEndian);
    long needed =
        (long) raster.frames * raster.rows * raster.columns * raster.channels * raster.bytes;
    boolean fits =
        raster.rows >= SMALLEST
            && raster.columns >= SMALLEST
            && raster.frames <= MOST_FRAMES
            && raster.channels == (kind.equals("RGB") ? 3 : 1)
            && raster.bits >= 4
            && raster.bits <= allocated
            && header.getInt(Tag.HighBit, 0) == raster.bits - 1
            && needed <= samples.length;
    return fits ? Optional.of(raster) : Optional.empty();
  }

  byte[] samples() {
    return samples;
  }

  int frames() {
    return frames;
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  /** Lowest and highest sample of a frame. */
  int[] range(int frame) {
    int low = Integer.MAX_VALUE;
    int high = Integer.MIN_VALUE;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int sample = get(frame, row, column, 0);
        low = Math.min(low, sample);
        high = Math.max(high, sample);
      }
    }
    return new int[] {low, high};
  }

  /** Mean of a rectangle's first channel. */
  double mean(int frame, int[] box) {
    double sum = 0;
    for (int row = box[1]; row < box[1] + box[3]; row++) {
      for (int column = box[0]; column < box[0] + box[2]; column++) {
        sum += get(frame, row, column, 0);
      }
    }
    return sum / (box[2] * box[3]);
  }

  /** Sets all channels of a pixel. */
  void paint(int frame, int row, int column, int value) {
    for (int channel = 0; channel < channels; channel++) {
      int at = at(frame, row, column, channel);
      for (int i = 0; i < bytes; i++) {
        samples[at + (bigEndian ? bytes - 1 - i : i)] = (byte) (value >> 8 * i);
      }
    }
  }

  private int get(int frame, int row, int column, int channel) {
    int at = at(frame, row, column, channel);
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (samples[at + (bigEndian ? bytes - 1 - i : i)] & 0xff) << 8 * i;
    }
    int unused = 32 - bits;
    return signed ? value << unused >> unused : value << unused >>> unused;
  }

  private int at(int frame, int row, int column, int channel) {
    int plane = rows * columns;
    int pixel = row * columns + column;
    int within = planar && channels > 1 ? channel * plane + pixel : pixel * channels + channel;
    return (frame * plane * channels + within) * bytes;
  }
}
