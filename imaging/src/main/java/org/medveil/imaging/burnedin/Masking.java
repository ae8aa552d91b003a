package org.medveil.imaging.burnedin;

import java.util.List;
import org.medveil.imaging.codec.DecodedFrame;
import org.medveil.imaging.codec.PixelFormat;

/** Blanks boxes of a frame. */
public final class Masking {
  private Masking() {}

  /**
   * Overwrites the boxes in place, whole samples, so that bits above or below the stored ones
   * (where an overlay may be) go too.
   *
   * @param boxes parts outside the frame are ignored
   * @param fill a stored value for each channel
   */
  public static void apply(DecodedFrame frame, List<Box> boxes, List<Integer> fill) {
    PixelFormat format = frame.format();
    if (fill.size() != format.samples()) {
      throw new IllegalArgumentException("one fill value for each channel");
    }
    for (Box box : boxes) {
      Box part = box.within(format.columns(), format.rows());
      for (int y = part == null ? 0 : part.y(); part != null && y < part.bottom(); y++) {
        for (int x = part.x(); x < part.right(); x++) {
          blank(frame, y * format.columns() + x, fill);
        }
      }
    }
  }

  private static void blank(DecodedFrame frame, int pixel, List<Integer> fill) {
    PixelFormat format = frame.format();
    int size = format.bytes();
    long kept = (1L << format.bitsStored()) - 1;
    for (int channel = 0; channel < fill.size(); channel++) {
      long word = (fill.get(channel) & kept) << format.shift();
      int at = (pixel * format.samples() + channel) * size;
      for (int b = 0; b < size; b++) {
        frame.bytes()[at + b] = (byte) (word >> 8 * b);
      }
    }
  }

  /** What black is in this frame: the darkest value it holds, or black of its colour space. */
  static List<Integer> black(DecodedFrame frame, PaletteLuma palette) {
    PixelFormat format = frame.format();
    return switch (format.photometric()) {
      case RGB -> List.of(0, 0, 0);
      case YBR_FULL -> List.of(0, 1 << format.bitsStored() - 1, 1 << format.bitsStored() - 1);
      case PALETTE_COLOR -> List.of(palette.darkest());
      case MONOCHROME1 -> List.of(-extreme(frame, -1));
      case MONOCHROME2 -> List.of(extreme(frame, 1));
    };
  }

  private static int extreme(DecodedFrame frame, int sign) {
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < frame.count(); i++) {
      least = Math.min(least, sign * frame.sample(i));
    }
    return least;
  }
}
