package org.medveil.imaging.deid;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Many needles in one pass. A {@link Sieve} of three bytes decides whether any could be here. In
 * pixel data only every fourth place is looked at: a needle of six bytes has three of its own
 * there, wherever it starts.
 */
final class Needles {
  private static final int PREAMBLE = 132;
  private static final int LONGEST_UID = 64;
  private static final int STRIDE = 4;

  private final Sieve inHeader = new Sieve();
  private final Sieve inPixels = new Sieve();
  private final Pairs<Needle> starts = new Pairs<>();
  private final List<Pairs<Needle>> middles = new ArrayList<>();
  private final Set<String> uids = new HashSet<>();

  Needles() {
    for (int i = 0; i < STRIDE; i++) {
      middles.add(new Pairs<>());
    }
  }

  void add(Needle needle) {
    byte[] bytes = needle.bytes();
    if (bytes.length >= 2) {
      inHeader.mark(bytes, 0);
      starts.add(bytes[0], bytes[1], needle);
      for (int i = 0; i < STRIDE && needle.isLong(); i++) {
        inPixels.mark(bytes, i);
        middles.get(i).add(bytes[i], bytes[i + 1], needle);
      }
    }
  }

  /** UIDs, by the thousand in some objects, are looked up and not compared one by one. */
  void addUid(String uid) {
    if (uid.length() > STRIDE && uids.add(uid)) {
      byte[] bytes = uid.getBytes(StandardCharsets.ISO_8859_1);
      inHeader.mark(bytes, 0);
      for (int i = 0; i < STRIDE; i++) {
        inPixels.mark(bytes, i);
      }
    }
  }

  List<Residual.Hit> find(byte[] file) {
    List<Residual.Hit> hits = new ArrayList<>();
    int pixels = pixelsFrom(file);
    for (int at = 0; at + 1 < pixels; at++) {
      if (inHeader.passes(file, at)) {
        compare(file, at, starts.of(file[at], file[at + 1]), hits);
        if (isUidByte(file[at]) && (at == 0 || !isUidByte(file[at - 1]))) {
          lookForUid(file, at, hits);
        }
      }
    }
    for (int at = pixels; at + 1 < file.length; at += STRIDE) {
      if (inPixels.passes(file, at)) {
        lookInPixels(file, at, pixels, hits);
      }
    }
    return hits;
  }

  private void lookInPixels(byte[] file, int at, int pixels, List<Residual.Hit> hits) {
    for (int i = 0; i < STRIDE; i++) {
      compare(file, at - i, middles.get(i).of(file[at], file[at + 1]), hits);
    }
    if (isUidByte(file[at])) {
      int start = at;
      while (start > pixels && at - start < LONGEST_UID && isUidByte(file[start - 1])) {
        start--;
      }
      lookForUid(file, start, hits);
    }
  }

  private static void compare(byte[] file, int at, List<Needle> here, List<Residual.Hit> hits) {
    for (Needle needle : here) {
      if (needle.isAt(file, at)) {
        hits.add(new Residual.Hit(needle.kind(), at));
      }
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
