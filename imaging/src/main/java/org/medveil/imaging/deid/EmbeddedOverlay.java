package org.medveil.imaging.deid;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;

/**
 * Retired overlays in unused bits of the pixels (PS3.5 §8.1.2, PS3.3 C.9.2: position above 0, no
 * overlay data of their own), and bytes behind the last frame.
 *
 * @param used bits of a 16-bit word that belong to the image
 * @param declared an overlay says it is in the others
 */
record EmbeddedOverlay(int used, boolean declared) {
  private static final int BIT_POSITION = 0x60000102;
  private static final int OVERLAY_DATA = 0x60003000;

  /** Read before overlays are removed from the header. */
  static EmbeddedOverlay of(Attributes dataset) {
    boolean declared = false;
    for (int group = 0; group < 0x20; group += 2) {
      int position = dataset.getInt(BIT_POSITION + (group << 16), 0);
      declared |= position > 0 && !dataset.containsValue(OVERLAY_DATA + (group << 16));
    }
    int allocated = dataset.getInt(Tag.BitsAllocated, 0);
    int stored = dataset.getInt(Tag.BitsStored, 0);
    int high = dataset.getInt(Tag.HighBit, stored - 1);
    boolean sensible =
        (allocated == 8 || allocated == 16) && stored > 0 && stored <= high + 1 && high < allocated;
    int used = sensible ? ((1 << stored) - 1) << (high - stored + 1) : 0xffff;
    return new EmbeddedOverlay(allocated == 8 ? used | used << 8 : used, declared);
  }

  /** The same array when there was nothing. */
  byte[] cleared(byte[] pixels, boolean bigEndian) {
    if (!declared || used == 0xffff) {
      return pixels;
    }
    byte[] out = pixels.clone();
    int low = bigEndian ? 1 : 0;
    for (int i = 0; i + 1 < out.length; i += 2) {
      out[i + low] &= (byte) used;
      out[i + 1 - low] &= (byte) (used >> 8);
    }
    return out;
  }
}
