package org.medveil.imaging.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.medveil.imaging.Rejected;
import org.medveil.imaging.dataset.PixelElement;

/** Which fragments make up which frame (PS3.5 A.4). */
final class FrameFragments {
  private static final int ITEM_HEADER = 8;

  private final List<byte[]> fragments;
  private final int[] firsts;

  private FrameFragments(List<byte[]> fragments, int[] firsts) {
    this.fragments = fragments;
    this.firsts = firsts;
  }

  /**
   * A single frame takes all fragments; as many fragments as frames are a frame each; else the
   * extended or the basic offset table says; else a frame ends where a fragment ends with FF D9.
   *
   * @param pixels the offset table and the fragments
   * @param extendedOffsets (7FE0,0001), 64-bit numbers, low byte first; empty when absent
   * @param frames at least 1
   * @param endMarkers the codestream of every frame ends with FF D9
   */
  static FrameFragments of(
      PixelElement pixels, byte[] extendedOffsets, int frames, boolean endMarkers) throws Rejected {
    List<byte[]> items = pixels.fragments();
    List<byte[]> fragments = items.subList(Math.min(1, items.size()), items.size());
    if (fragments.size() < frames) {
      throw Rejected.decode("fewer fragments than frames");
    }
    int[] firsts = new int[frames];
    if (fragments.size() == frames) {
      Arrays.setAll(firsts, i -> i);
    } else if (frames > 1) {
      long[] offsets = extendedOffsets.length >= 8 ? wide(extendedOffsets) : basic(items.get(0));
      if (offsets.length > 0) {
        byOffsets(fragments, offsets, firsts);
      } else {
        byMarkers(fragments, endMarkers, firsts);
      }
    }
    return new FrameFragments(fragments, firsts);
  }

  private static long[] wide(byte[] table) {
    long[] offsets = new long[table.length / Long.BYTES];
    ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(offsets);
    return offsets;
  }

  private static long[] basic(byte[] table) {
    ByteBuffer words = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
    long[] offsets = new long[table.length / Integer.BYTES];
    Arrays.setAll(offsets, i -> words.getInt() & 0xffffffffL);
    return offsets;
  }

  private static void byOffsets(List<byte[]> fragments, long[] offsets, int[] firsts)
      throws Rejected {
    if (offsets.length < firsts.length) {
      throw Rejected.decode("the offset table has fewer entries than there are frames");
    }
    int frame = 0;
    long position = 0;
    for (int i = 0; i < fragments.size() && frame < firsts.length; i++) {
      if (offsets[frame] == position) {
        firsts[frame++] = i;
      }
      position += ITEM_HEADER + fragments.get(i).length;
    }
    if (frame < firsts.length || firsts[0] != 0) {
      throw Rejected.decode("the offset table does not point at fragments");
    }
  }

  private static void byMarkers(List<byte[]> fragments, boolean endMarkers, int[] firsts)
      throws Rejected {
    if (!endMarkers) {
      throw Rejected.decode("more fragments than frames, and nothing says which is whose");
    }
    int frame = 1;
    for (int i = 0; i + 1 < fragments.size() && frame < firsts.length; i++) {
      if (JpegMarkers.endsImage(fragments.get(i))) {
        firsts[frame++] = i + 1;
      }
    }
    if (frame < firsts.length) {
      throw Rejected.decode("fewer end markers than frames");
    }
  }

  /** The codestream of one frame. */
  byte[] frame(int index) {
    int end = index + 1 < firsts.length ? firsts[index + 1] : fragments.size();
    if (end == firsts[index] + 1) {
      return fragments.get(firsts[index]);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = firsts[index]; i < end; i++) {
      out.writeBytes(fragments.get(i));
    }
    return out.toByteArray();
  }
}
