package org.medveil.imaging.deid;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.dcm4che3.data.VR;

/** VRs by name; one that this release of the library does not know is UN. */
final class LibraryVr {
  private static final Map<String, VR> KNOWN =
      Arrays.stream(VR.values()).collect(Collectors.toUnmodifiableMap(VR::name, vr -> vr));

  private LibraryVr() {}

  static VR of(String name) {
    return KNOWN.getOrDefault(name, VR.UN);
  }
}
