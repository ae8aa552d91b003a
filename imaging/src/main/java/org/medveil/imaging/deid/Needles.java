package org.medveil.imaging.deid;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Many needles in one pass: two bytes decide whether any could start here. */
final class Needles {
  private static final int PREAMBLE = 132;
  private static final int LONGEST_UID = 64;

  /** One bit for each pair of bytes in either case. */
  private final long[] starts = new long[1 << 10];

  private final Map<Integer, List<Needle>> byStart = new HashMap<>();
  private final Set<String> uids = new HashSet<>();

  void add(Needle needle) {
    if (needle.bytes().length >= 2) {
      byte first = needle.bytes()[0];
      byte second = needle.bytes()[1];
      for (int a : new int[] {first & 0xff, upper(first)}) {
        for (int b : new int[] {second & 0xff, upper(second)}) {
          int start = a << 8 | b;
          List<Needle> here = byStart.computeIfAbsent(start, key -> new ArrayList<>(2));
          if (!here.contains(needle)) {
            here.add(needle);
          }
          starts[start >> 6] |= 1L << start;
        }
      }
    }
  }

  /** UIDs, by the thousand in some objects, are looked up and not compared one by one. */
  void addUid(String uid) {
    if (uid.length() > 2) {
      uids.add(uid);
      int start = uid.charAt(0) << 8 | uid.charAt(1);
      byStart.computeIfAbsent(start, key -> new ArrayList<>(2));
      starts[start >> 6] |= 1L << start;
    }
  }

  List<Residual.Hit> find(byte[] file) {
    List<Residual.Hit> hits = new ArrayList<>();
    int pixels = pixelsFrom(file);
    int start = file.length == 0 ? 0 : file[0] & 0xff;
    for (int at = 1; at < file.length; at++) {
      start = (start << 8 | file[at] & 0xff) & 0xffff;
      if ((starts[start >> 6] & 1L << start) != 0) {
        look(file, at - 1, start, pixels, hits);
      }
    }
    return hits;
  }

  private void look(byte[] file, int at, int start, int pixels, List<Residual.Hit> hits) {
    for (Needle needle : byStart.get(start)) {
      if ((at < pixels || needle.isLong()) && needle.isAt(file, at)) {
        hits.add(new Residual.Hit(needle.kind(), at));
      }
    }
    if (!uids.isEmpty() && (at == 0 || !isUidByte(file[at - 1])) && isUidByte(file[at])) {
      lookForUid(file, at, hits);
    }
  }

  /** The run of digits and dots that starts here, whole or cut at one of its dots. */
  private void lookForUid(byte[] file, int at, List<Residual.Hit> hits) {
    int end = at;
    while (end < file.length && end - at <= LONGEST_UID && isUidByte(file[end])) {
      end++;
    }
    String run = new String(file, at, end - at, StandardCharsets.ISO_8859_1);
    for (int cut = run.length(); cut > 0; cut = run.lastIndexOf('.', cut - 1)) {
      if (uids.contains(run.substring(0, cut))) {
        hits.add(new Residual.Hit(Residual.Kind.UID, at));
        return;
      }
    }
  }

  private static boolean isUidByte(byte b) {
    return b >= '0' && b <= '9' || b == '.';
  }

  private static int upper(byte b) {
    return b >= 'a' && b <= 'z' ? b & 0xdf : b & 0xff;
  }

  /** Where (7FE0,0010) begins, in either byte order; the end of the file when there is none. */
  private static int pixelsFrom(byte[] file) {
    for (int at = PREAMBLE; at + 4 <= file.length; at += 2) {
      int tag =
          (file[at] & 0xff) << 24
              | (file[at + 1] & 0xff) << 16
              | (file[at + 2] & 0xff) << 8
              | file[at + 3] & 0xff;
      if (tag == 0xE07F1000 || tag == 0x7FE00010) {
        return at;
      }
    }
    return file.length;
  }
}
