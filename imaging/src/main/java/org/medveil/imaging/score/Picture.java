package org.medveil.imaging.score;

import java.util.Optional;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;

/**
 * Samples of all frames, read where they lie. Only stored bits are samples: in the others of a word
 * an overlay may be, which has to go.
 *
 * @param channels samples per pixel
 * @param bytes per sample, 1, 2 or 4
 * @param planar whether each channel is a plane of its own
 * @param bigEndian order of the bytes in a sample
 * @param bits which of the bits of a word are the sample
 */
record Picture(
    int frames,
    int rows,
    int columns,
    int channels,
    int bytes,
    boolean planar,
    boolean bigEndian,
    Bits bits,
    byte[] samples) {
  /**
   * @param shift unused bits below the stored ones
   * @param stored 1 to 8 x bytes
   * @param signed two's complement
   */
  record Bits(int shift, int stored, boolean signed) {
    long of(long word) {
      int unused = Long.SIZE - stored;
      long aligned = word >>> shift << unused;
      return signed ? aligned >> unused : aligned >>> unused;
    }
  }

  /** Empty when header and bytes do not make a picture of whole-byte samples. */
  static Optional<Picture> of(Attributes header, byte[] samples, boolean bigEndian) {
    try {
      int rows = header.getInt(Tag.Rows, 0);
      int columns = header.getInt(Tag.Columns, 0);
      int channels = header.getInt(Tag.SamplesPerPixel, 1);
      int frames = Math.max(1, header.getInt(Tag.NumberOfFrames, 1));
      int bits = header.getInt(Tag.BitsAllocated, 0);
      boolean subsampled = header.getString(Tag.PhotometricInterpretation, "").contains("_42");
      if (rows < 1 || columns < 1 || channels < 1 || subsampled || bits % 8 != 0 || bits > 32) {
        return Optional.empty();
      }
      long needed = (long) frames * rows * columns * channels * (bits / 8);
      if (bits == 0 || needed > samples.length) {
        return Optional.empty();
      }
      boolean planar = channels > 1 && header.getInt(Tag.PlanarConfiguration, 0) == 1;
      int stored = within(header.getInt(Tag.BitsStored, bits), 1, bits);
      int shift = within(header.getInt(Tag.HighBit, stored - 1), stored - 1, bits - 1) + 1 - stored;
      boolean swapped = bigEndian && bits > 8;
      Bits kept = new Bits(shift, stored, header.getInt(Tag.PixelRepresentation, 0) == 1);
      return Optional.of(
          new Picture(frames, rows, columns, channels, bits / 8, planar, swapped, kept, samples));
    } catch (RuntimeException e) {
      // A header value that is no number.
      return Optional.empty();
    }
  }

  /** Header values that make no sense leave all bits to be compared. */
  private static int within(int value, int least, int most) {
    return value < least || value > most ? most : value;
  }

  /** One sample: text of the highest value must not wrap around below the lowest. */
  long sample(int frame, int row, int column, int channel) {
    long pixel = (long) row * columns + column;
    long plane = (long) rows * columns;
    long within = planar ? channel * plane + pixel : pixel * channels + channel;
    long at = (frame * plane * channels + within) * bytes;
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      int from = bigEndian ? i : bytes - 1 - i;
      value = value << 8 | samples[(int) (at + from)] & 0xff;
    }
    return bits.of(value);
  }

  /** All channels of one pixel together; enough to tell ink from ground. */
  double brightness(int frame, int row, int column) {
    double sum = 0;
    for (int channel = 0; channel < channels; channel++) {
      sum += sample(frame, row, column, channel);
    }
    return sum;
  }

  boolean hasShapeOf(Picture other) {
    return frames == other.frames
        && rows == other.rows
        && columns == other.columns
        && channels == other.channels;
  }

  boolean holds(GlyphBox box) {
    return box.frame() < frames
        && (long) box.x() + box.width() <= columns
        && (long) box.y() + box.height() <= rows;
  }
}
