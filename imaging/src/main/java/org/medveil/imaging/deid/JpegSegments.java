package org.medveil.imaging.deid;

/** JPEG and JPEG-LS (ISO 10918-1 annex B, ISO 14495-1 annex C): what is beside the image. */
final class JpegSegments {
  private static final int END = 0xD9;
  private static final int SCAN = 0xDA;
  private static final int COMMENT = 0xFE;
  private static final int APP0 = 0xE0;
  private static final int APP8 = 0xE8;
  private static final int APP14 = 0xEE;
  private static final int APP15 = 0xEF;
  private static final int JFIF_WITHOUT_THUMBNAIL = 14;
  private static final int ADOBE = 12;
  private static final int SPIFF = 32;
  private static final int MRFX = 5;

  private JpegSegments() {}

  static boolean isStart(byte[] data) {
    return data.length > 3 && u8(data, 0) == 0xFF && u8(data, 1) == 0xD8 && u8(data, 2) == 0xFF;
  }

  static void clean(byte[] data, Blank blank) {
    int at = 2;
    while (at + 1 < data.length) {
      if (u8(data, at) != 0xFF) {
        // Where a marker was due: nothing that can be told from an image.
        return;
      }
      int marker = u8(data, at + 1);
      if (marker == 0xFF) {
        at++;
      } else if (marker == END) {
        blank.out(at + 2, data.length);
        return;
      } else if (marker == 0x01 || marker >= 0xD0 && marker <= 0xD8) {
        at += 2;
      } else if (at + 3 < data.length) {
        int end = at + 2 + (u8(data, at + 2) << 8 | u8(data, at + 3));
        blank.out(at + 4 + kept(data, at, marker, end), isBeside(marker) ? end : 0);
        at = marker == SCAN ? scanEnd(data, end) : end;
      } else {
        return;
      }
    }
  }

  private static boolean isBeside(int marker) {
    return marker == COMMENT || marker >= APP0 && marker <= APP15;
  }

  /** Bytes of a segment that decide how samples are read. */
  private static int kept(byte[] data, int at, int marker, int end) {
    int body = at + 4;
    int most =
        switch (marker) {
          case APP0 -> starts(data, body, "JFIF\0") ? JFIF_WITHOUT_THUMBNAIL : 0;
          case APP8 -> starts(data, body, "mrfx") ? MRFX : starts(data, body, "SPIFF") ? SPIFF : 0;
          case APP14 -> starts(data, body, "Adobe") ? ADOBE : 0;
          default -> 0;
        };
    return Math.min(most, Math.max(0, end - body));
  }

  /** The next marker that is no restart and no stuffing. */
  private static int scanEnd(byte[] data, int from) {
    int at = from;
    while (at + 1 < data.length) {
      int next = u8(data, at + 1);
      boolean marker = next >= 0x80 && next != 0xFF && (next < 0xD0 || next > 0xD7);
      if (u8(data, at) == 0xFF && marker) {
        return at;
      }
      at++;
    }
    return data.length;
  }

  private static boolean starts(byte[] data, int at, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (at + i >= data.length || u8(data, at + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int u8(byte[] data, int at) {
    return data[at] & 0xff;
  }
}
