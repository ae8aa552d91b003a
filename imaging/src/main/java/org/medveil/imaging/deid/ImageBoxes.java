package org.medveil.imaging.deid;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** JP2 and JPEG XL files in a fragment: boxes that describe instead of showing go blank. */
final class ImageBoxes {
  private static final Set<String> BESIDE =
      Set.of("xml ", "uuid", "uinf", "url ", "Exif", "jumb", "brob", "free", "skip");

  private ImageBoxes() {}

  static boolean isStart(byte[] data) {
    String type = data.length < 12 ? "" : type(data, 0);
    return length(data, 0) == 12 && (type.equals("jP  ") || type.equals("JXL "));
  }

  static void clean(byte[] data, Blank blank) {
    int at = 0;
    while (at + 8 <= data.length) {
      long length = length(data, at);
      long end = length == 0 ? data.length : at + length;
      if (length != 0 && length < 8 || end > data.length) {
        return;
      }
      String type = type(data, at);
      if (BESIDE.contains(type)) {
        blank.out(at + 8, (int) end);
      } else if (type.equals("jp2c")) {
        Jpeg2000Segments.clean(data, at + 8, (int) end, blank);
      }
      at = (int) end;
    }
  }

  private static long length(byte[] data, int at) {
    long length = 0;
    for (int i = 0; i < 4 && at + i < data.length; i++) {
      length = length << 8 | data[at + i] & 0xff;
    }
    return length;
  }

  private static String type(byte[] data, int at) {
    return new String(data, at + 4, 4, StandardCharsets.ISO_8859_1);
  }
}
