package org.medveil.imaging.deid;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Many needles in one pass: two bytes decide whether any could start here. */
final class Needles {
  private static final int PREAMBLE = 132;

  private final BitSet starts = new BitSet(1 << 16);
  private final Map<Integer, List<Needle>> byStart = new HashMap<>();

  void add(Needle needle) {
    if (needle.bytes().length >= 2) {
      int start = (needle.bytes()[0] & 0xff) << 8 | needle.bytes()[1] & 0xff;
      starts.set(start);
      byStart.computeIfAbsent(start, key -> new ArrayList<>()).add(needle);
    }
  }

  List<Residual.Hit> find(byte[] file) {
    List<Residual.Hit> hits = new ArrayList<>();
    int pixels = pixelsFrom(file);
    int last = file.length == 0 ? 0 : Needle.lower(file[0]) & 0xff;
    for (int at = 0; at + 1 < file.length; at++) {
      int next = Needle.lower(file[at + 1]) & 0xff;
      int start = last << 8 | next;
      if (starts.get(start)) {
        for (Needle needle : byStart.get(start)) {
          if ((at < pixels || needle.isLong()) && needle.isAt(file, at)) {
            hits.add(new Residual.Hit(needle.kind(), at));
          }
        }
      }
      last = next;
    }
    return hits;
  }

  /** Where (7FE0,0010) begins, in either byte order; the end of the file when there is none. */
  private static int pixelsFrom(byte[] file) {
    for (int at = PREAMBLE; at + 4 <= file.length; at += 2) {
      boolean little =
          (file[at] & 0xff) == 0xE0
              && file[at + 1] == 0x7F
              && file[at + 2] == 0x10
              && file[at + 3] == 0;
      boolean big =
          file[at] == 0x7F
              && (file[at + 1] & 0xff) == 0xE0
              && file[at + 2] == 0
              && file[at + 3] == 0x10;
      if (little || big) {
        return at;
      }
    }
    return file.length;
  }
}
