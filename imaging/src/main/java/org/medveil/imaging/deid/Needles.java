package org.medveil.imaging.deid;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Many needles in one pass: two bytes decide whether any could start here. */
final class Needles {
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
    int last = file.length == 0 ? 0 : Needle.lower(file[0]) & 0xff;
    for (int at = 0; at + 1 < file.length; at++) {
      int next = Needle.lower(file[at + 1]) & 0xff;
      int start = last << 8 | next;
      if (starts.get(start)) {
        for (Needle needle : byStart.get(start)) {
          if (needle.isAt(file, at)) {
            hits.add(new Residual.Hit(needle.kind(), at));
          }
        }
      }
      last = next;
    }
    return hits;
  }
}
