package org.medveil.imaging.dataset;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import org.dcm4che3.data.ElementDictionary;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;

/**
 * The VR of an element that carries none. The library's dictionary is one method too long to be
 * compiled; asked for every element, it took two thirds of the time to read a header.
 */
final class ImplicitVr {
  private static final Map<Integer, VR> STANDARD = standard();

  private ImplicitVr() {}

  /** UN for private elements, their creators aside, and for tags the dictionary does not know. */
  static VR of(int tag) {
    VR known = STANDARD.get(tag);
    if (known != null) {
      return known;
    }
    if ((tag >>> 16 & 1) == 1) {
      int element = tag & 0xffff;
      boolean creator = element >= 0x10 && element <= 0xff;
      return creator ? VR.LO : element == 0 ? VR.UL : VR.UN;
    }
    return ElementDictionary.vrOf(tag, null); // overlays and curves stand there once for all
  }

  private static Map<Integer, VR> standard() {
    Map<Integer, VR> vrs = new HashMap<>();
    for (Field field : Tag.class.getFields()) {
      try {
        int tag = field.getType() == int.class ? field.getInt(null) : 0;
        VR vr = tag == 0 ? null : ElementDictionary.vrOf(tag, null);
        if (vr != null && (tag >>> 16 & 1) == 0) {
          vrs.put(tag, vr);
        }
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("a public constant is not public", e);
      }
    }
    // 3.3.7 has SS for these; they are counts and addresses.
    for (int descriptor : new int[] {0x00281101, 0x00281102, 0x00281103, 0x00283002}) {
      vrs.put(descriptor, VR.US);
    }
    vrs.put(PixelElement.PIXEL_DATA, VR.OW);
    vrs.put(PixelElement.FLOAT_PIXEL_DATA, VR.OF);
    vrs.put(PixelElement.DOUBLE_FLOAT_PIXEL_DATA, VR.OD);
    return Map.copyOf(vrs);
  }
}
