package org.medveil.imaging.deid;

/** JPEG 2000 and HTJ2K codestreams (ISO 15444-1 annex A): comments, and what follows the end. */
final class Jpeg2000Segments {
  private static final int TILE_PART = 0xFF90;
  private static final int DATA = 0xFF93;
  private static final int END = 0xFFD9;
  private static final int COMMENT = 0xFF64;
  private static final int REGISTRATION = 2;

  private Jpeg2000Segments() {}

  static boolean isStart(byte[] data) {
    return data.length > 3 && u16(data, 0) == 0xFF4F && u16(data, 2) == 0xFF51;
  }

  static void clean(byte[] data, int from, int to, Blank blank) {
    int at = from + 2;
    int tileEnd = to;
    while (at + 4 <= to) {
      int marker = u16(data, at);
      if (marker == END) {
        break;
      } else if (marker == DATA) {
        at = tileEnd;
      } else if (marker >> 8 != 0xFF) {
        return;
      } else {
        int end = at + 2 + u16(data, at + 2);
        if (marker == COMMENT) {
          blank.out(at + 4 + REGISTRATION, Math.min(end, to));
        } else if (marker == TILE_PART && at + 10 <= to) {
          long length = (long) u16(data, at + 6) << 16 | u16(data, at + 8);
          // 0: this tile part goes on up to the end marker.
          tileEnd = length == 0 || at + length > to ? to : (int) (at + length);
        }
        at = end;
      }
    }
    if (at + 2 <= to && u16(data, at) == END) {
      blank.out(at + 2, to);
    }
  }

  private static int u16(byte[] data, int at) {
    return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
  }
}
