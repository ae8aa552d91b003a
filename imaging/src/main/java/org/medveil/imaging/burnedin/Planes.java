package org.medveil.imaging.burnedin;

import java.util.ArrayList;
import java.util.List;
import org.medveil.imaging.codec.DecodedFrame;
import org.medveil.imaging.codec.Photometric;
import org.medveil.imaging.codec.PixelFormat;

/**
 * The planes of a frame in which text is looked for: the one channel, or red, green and blue each,
 * because coloured text may have its background's luma. Of YBR the luma alone.
 */
final class Planes {
  private Planes() {}

  static List<GreyPlane> of(DecodedFrame frame, PaletteLuma palette) {
    PixelFormat format = frame.format();
    List<GreyPlane> planes = new ArrayList<>();
    int channels = format.photometric() == Photometric.RGB ? 3 : 1;
    for (int channel = 0; channel < channels; channel++) {
      int[] values = new int[format.pixels()];
      if (format.bytes() == 1 && format.bitsStored() == 8 && !format.signed()) {
        bytes(frame.bytes(), values, channel, format.samples());
      } else {
        for (int i = 0; i < values.length; i++) {
          values[i] = frame.sample(i * format.samples() + channel);
        }
      }
      if (format.photometric() == Photometric.PALETTE_COLOR) {
        palette.apply(values);
      }
      planes.add(new GreyPlane(format.columns(), format.rows(), bounded(values)));
    }
    return planes;
  }

  private static void bytes(byte[] samples, int[] values, int channel, int step) {
    for (int i = 0; i < values.length; i++) {
      values[i] = samples[i * step + channel] & 0xff;
    }
  }

  /** Wide samples are cut to 24 bits, so that differences and sums of 32 do not overflow. */
  private static int[] bounded(int[] values) {
    int widest = 0;
    for (int v : values) {
      widest = Math.max(widest, Math.abs(Math.max(v, -Integer.MAX_VALUE)));
    }
    if (widest >= 1 << 24) {
      for (int i = 0; i < values.length; i++) {
        values[i] >>= 8;
      }
    }
    return values;
  }
}
