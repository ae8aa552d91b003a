package org.medveil.imaging.deid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compressed frames without what encoders and people write beside the image: comments, application
 * data, thumbnails, and bytes behind the end. Overwritten with zeros, so that every length and
 * offset stays and every decoder finds what it found.
 */
final class Codestreams {
  private Codestreams() {}

  /**
   * The same list when nothing had to go.
   *
   * @param fragments the items of pixel data, the offset table first; not changed
   */
  static List<byte[]> cleaned(List<byte[]> fragments) {
    List<byte[]> out = new ArrayList<>(fragments);
    boolean changed = false;
    int start = 1;
    while (start < fragments.size()) {
      int end = start + 1;
      while (end < fragments.size() && !isStart(fragments.get(end))) {
        end++;
      }
      changed |= cleanFrame(out, start, end);
      start = end;
    }
    return changed ? out : fragments;
  }

  private static boolean cleanFrame(List<byte[]> fragments, int start, int end) {
    if (!isStart(fragments.get(start))) {
      return false;
    }
    byte[] joined = fragments.get(start).clone();
    for (int i = start + 1; i < end; i++) {
      byte[] next = fragments.get(i);
      int length = joined.length;
      joined = Arrays.copyOf(joined, length + next.length);
      System.arraycopy(next, 0, joined, length, next.length);
    }
    if (!clean(joined)) {
      return false;
    }
    int at = 0;
    for (int i = start; i < end; i++) {
      int length = fragments.get(i).length;
      fragments.set(i, Arrays.copyOfRange(joined, at, at + length));
      at += length;
    }
    return true;
  }

  private static boolean clean(byte[] stream) {
    Blank blank = new Blank(stream);
    if (JpegSegments.isStart(stream)) {
      JpegSegments.clean(stream, blank);
    } else if (Jpeg2000Segments.isStart(stream)) {
      Jpeg2000Segments.clean(stream, 0, stream.length, blank);
    } else {
      ImageBoxes.clean(stream, blank);
    }
    return blank.changed();
  }

  private static boolean isStart(byte[] fragment) {
    return JpegSegments.isStart(fragment)
        || Jpeg2000Segments.isStart(fragment)
        || ImageBoxes.isStart(fragment);
  }
}
