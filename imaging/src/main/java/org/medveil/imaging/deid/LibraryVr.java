package org.medveil.imaging.deid;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.dcm4che3.data.VR;

/**
 * VRs by name. Of those that this release of the library may not know, the texts UC and UR are
 * treated as LT, the numbers as UN.
 */
final class LibraryVr {
  private static final Map<String, VR> KNOWN =
      Arrays.stream(VR.values()).collect(Collectors.toUnmodifiableMap(VR::name, vr -> vr));

  private LibraryVr() {}

  static VR of(String name) {
    boolean text = name.equals("UC") || name.equals("UR");
    return KNOWN.getOrDefault(name, text ? VR.LT : VR.UN);
  }
}
