package org.medveil.imaging.burnedin;

import java.io.IOException;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;

/**
 * The brightness of each entry of a colour table (PS3.3 C.7.6.3.1.5). Without a readable table
 * (absent, or segmented) the entry's number stands for it.
 */
final class PaletteLuma {
  private final int first;
  private final int[] luma;

  private PaletteLuma(int first, int[] luma) {
    this.first = first;
    this.luma = luma;
  }

  static PaletteLuma of(Attributes header) {
    try {
      int[] descriptor = header.getInts(Tag.RedPaletteColorLookupTableDescriptor);
      byte[] red = header.getBytes(Tag.RedPaletteColorLookupTableData);
      byte[] green = header.getBytes(Tag.GreenPaletteColorLookupTableData);
      byte[] blue = header.getBytes(Tag.BluePaletteColorLookupTableData);
      if (descriptor == null || descriptor.length < 3 || red == null) {
        return new PaletteLuma(0, new int[0]);
      }
      int entries = (descriptor[0] & 0xffff) == 0 ? 1 << 16 : descriptor[0] & 0xffff;
      int size = red.length >= 2 * entries ? 2 : 1;
      int[] luma = new int[Math.min(entries, red.length / size)];
      boolean bigEndian = header.bigEndian();
      for (int i = 0; i < luma.length; i++) {
        int at = size == 2 && !bigEndian ? 2 * i + 1 : size * i;
        luma[i] =
            (299 * (red[at] & 0xff) + 587 * (green[at] & 0xff) + 114 * (blue[at] & 0xff)) / 1000;
      }
      return new PaletteLuma((short) descriptor[1], luma);
    } catch (IOException | RuntimeException e) {
      return new PaletteLuma(0, new int[0]);
    }
  }

  void apply(int[] indices) {
    if (luma.length == 0) {
      return;
    }
    for (int i = 0; i < indices.length; i++) {
      indices[i] = luma[entry(indices[i])];
    }
  }

  /** An index outside the table takes the nearest entry, as the standard says. */
  private int entry(int index) {
    return Math.max(0, Math.min(luma.length - 1, index - first));
  }

  /** The index whose entry is darkest; 0 without a table. */
  int darkest() {
    int darkest = 0;
    for (int i = 1; i < luma.length; i++) {
      darkest = luma[i] < luma[darkest] ? i : darkest;
    }
    return luma.length == 0 ? 0 : darkest + first;
  }
}
