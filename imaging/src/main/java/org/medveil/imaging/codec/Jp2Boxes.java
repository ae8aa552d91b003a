package org.medveil.imaging.codec;

import org.medveil.imaging.Rejected;

/**
 * Where the codestream is. DICOM wants it bare (PS3.5 A.4.4); some writers left the boxes of a JP2
 * file around it, and these may say that the components come in another order than red, green,
 * blue.
 *
 * @param start of the codestream
 * @param end behind it
 * @param channels for each component the channel it is
 */
record Jp2Boxes(int start, int end, int[] channels) {
  private static final int SIGNATURE = 0x6A502020;
  private static final int HEADER = 0x6A703268;
  private static final int CHANNELS = 0x63646566;
  private static final int PALETTE = 0x70636C72;
  private static final int CODESTREAM = 0x6A703263;

  static Jp2Boxes of(byte[] data, int components) throws Rejected {
    int[] channels = new int[components];
    java.util.Arrays.setAll(channels, c -> c);
    if (data.length < 12 || u32(data, 4) != SIGNATURE) {
      return new Jp2Boxes(0, data.length, channels);
    }
    int at = 0;
    int end = data.length;
    while (at + 8 <= end) {
      long length = u32(data, at) & 0xffffffffL;
      int kind = u32(data, at + 4);
      long next = length == 0 ? end : at + length;
      if (length == 1 || length != 0 && length < 8 || next > end) {
        throw Rejected.decode("a JP2 box is longer than the image");
      }
      if (kind == CODESTREAM) {
        return new Jp2Boxes(at + 8, (int) next, channels);
      }
      if (kind == PALETTE) {
        throw Rejected.format("JPEG 2000 with a palette of its own");
      }
      if (kind == CHANNELS) {
        order(data, at + 8, (int) next, channels);
      }
      // The header box is entered, all others are stepped over.
      at = kind == HEADER ? at + 8 : (int) next;
    }
    throw Rejected.decode("a JP2 file without a codestream");
  }

  /** The channel definition box (ISO 15444-1 I.5.3.6). */
  private static void order(byte[] data, int at, int end, int[] channels) throws Rejected {
    boolean[] taken = new boolean[channels.length];
    int count = end - at < 2 ? 0 : u16(data, at);
    if (end - at != 2 + 6 * count || count != channels.length) {
      throw Rejected.decode("a JP2 channel definition that does not fit the image");
    }
    for (int i = 0; i < count; i++) {
      int component = u16(data, at + 2 + 6 * i);
      int kind = u16(data, at + 4 + 6 * i);
      int channel = u16(data, at + 6 + 6 * i) - 1;
      boolean colour = kind == 0 && component < count && channel >= 0 && channel < count;
      if (!colour || taken[channel]) {
        throw Rejected.decode("a JP2 channel definition that does not fit the image");
      }
      taken[channel] = true;
      channels[component] = channel;
    }
  }

  private static int u16(byte[] data, int at) {
    return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
  }

  private static int u32(byte[] data, int at) {
    return u16(data, at) << 16 | u16(data, at + 2);
  }
}
