package org.medveil.imaging.codec;

import org.medveil.imaging.Rejected;

/**
 * What the marker segments in front of the first scan say (ISO 10918-1 annex B).
 *
 * @param sequential the frame is baseline or extended sequential, Huffman coded
 * @param precision bits per sample
 * @param height lines
 * @param width samples in a line
 * @param components colour components
 * @param named the components call themselves R, G, B
 * @param jfif a JFIF segment is there
 * @param adobe the transform of an Adobe segment, or -1
 */
record JpegMarkers(
    boolean sequential,
    int precision,
    int height,
    int width,
    int components,
    boolean named,
    boolean jfif,
    int adobe) {
  private static final int START = 0xD8;
  private static final int SCAN = 0xDA;
  private static final int APP0 = 0xE0;
  private static final int APP14 = 0xEE;

  static JpegMarkers of(byte[] data) throws Rejected {
    if (data.length < 4 || u8(data, 0) != 0xFF || u8(data, 1) != START) {
      throw Rejected.decode("the fragment is not a JPEG image");
    }
    boolean jfif = false;
    int adobe = -1;
    int at = 2;
    while (at + 4 <= data.length && u8(data, at) == 0xFF) {
      int marker = u8(data, at + 1);
      if (marker == 0xFF) {
        at++; // fill byte
        continue;
      }
      int length = u16(data, at + 2);
      if (marker == SCAN || at + 2 + length > data.length) {
        break;
      }
      int body = at + 4;
      jfif |= marker == APP0 && length >= 7 && starts(data, body, "JFIF");
      if (marker == APP14 && length >= 14 && starts(data, body, "Adobe")) {
        adobe = u8(data, body + 11);
      }
      if (isFrame(marker) && length >= 8) {
        int components = u8(data, body + 5);
        boolean named = components == 3 && length >= 17 && rgb(data, body + 6);
        return new JpegMarkers(
            marker <= 0xC1,
            u8(data, body),
            u16(data, body + 1),
            u16(data, body + 3),
            components,
            named,
            jfif,
            adobe);
      }
      at += 2 + length;
    }
    throw Rejected.decode("the JPEG image has no frame header");
  }

  /** The JPEG's own marks decide; the DICOM header only where there are none. */
  boolean isRgb(boolean dicomSaysRgb) {
    if (adobe >= 0) {
      return adobe == 0;
    }
    return !jfif && (named || dicomSaysRgb);
  }

  /** The last bytes, padding aside, are the end marker that JPEG, JPEG-LS and JPEG 2000 share. */
  static boolean endsImage(byte[] fragment) {
    int last = fragment.length - 1;
    while (last > 0 && fragment[last] == 0) {
      last--;
    }
    return last > 0 && fragment[last] == (byte) 0xD9 && fragment[last - 1] == (byte) 0xFF;
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static boolean rgb(byte[] data, int at) {
    return u8(data, at) == 'R' && u8(data, at + 3) == 'G' && u8(data, at + 6) == 'B';
  }

  private static boolean starts(byte[] data, int at, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (u8(data, at + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int u8(byte[] data, int at) {
    return data[at] & 0xff;
  }

  private static int u16(byte[] data, int at) {
    return u8(data, at) << 8 | u8(data, at + 1);
  }
}
