package org.medveil.imaging.dataset;

import java.util.List;
import java.util.Objects;

/**
 * The pixel data of a file, as stored (PS3.5 §8 and A.4).
 *
 * @param tag PixelData (7FE0,0010), FloatPixelData (7FE0,0008) or DoubleFloatPixelData (7FE0,0009)
 * @param vr the two letters, as in the file: OB, OW, OF, OD; OW where the syntax carries none
 * @param bigEndian the bytes are those of the retired big endian syntax: words of OW come high byte
 *     first
 * @param bytes the value when it is native, else null; not copied, so do not change it
 * @param fragments the items when it is encapsulated, the basic offset table (often empty) first;
 *     else null
 */
public record PixelElement(
    int tag, String vr, boolean bigEndian, byte[] bytes, List<byte[]> fragments) {
  /** (7FE0,0010). */
  public static final int PIXEL_DATA = 0x7FE00010;

  /** (7FE0,0008). */
  public static final int FLOAT_PIXEL_DATA = 0x7FE00008;

  /** (7FE0,0009). */
  public static final int DOUBLE_FLOAT_PIXEL_DATA = 0x7FE00009;

  /** One of the two forms. */
  public PixelElement {
    Objects.requireNonNull(vr);
    if ((bytes == null) == (fragments == null) || !holdsPixels(tag)) {
      throw new IllegalArgumentException("pixel data is either native or encapsulated");
    }
    fragments = fragments == null ? null : List.copyOf(fragments);
  }

  /** Uncompressed, little endian. */
  public static PixelElement ofNative(String vr, byte[] bytes) {
    return new PixelElement(PIXEL_DATA, vr, false, bytes, null);
  }

  /** Compressed; the first item is the basic offset table. */
  public static PixelElement encapsulated(List<byte[]> fragments) {
    return new PixelElement(PIXEL_DATA, "OB", false, null, fragments);
  }

  /** The items are there, not the bytes. */
  public boolean isEncapsulated() {
    return fragments != null;
  }

  static boolean holdsPixels(int tag) {
    return tag == PIXEL_DATA || tag == FLOAT_PIXEL_DATA || tag == DOUBLE_FLOAT_PIXEL_DATA;
  }

  @Override
  public String toString() {
    return "PixelElement[" + vr + ", values withheld]";
  }
}
