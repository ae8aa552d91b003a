package org.medveil.imaging.deid;

import org.dcm4che3.data.VR;

/** Whether the bytes of a kept coded value can be what its VR says, and so not a name. */
final class Shapes {
  private static final String NUMBER = "0123456789+-.eE \\";
  private static final String DATE = "0123456789.-:+ \\";
  private static final String UID = "0123456789. \\";
  private static final String AGE = "0123456789DWMY \\";

  private Shapes() {}

  /** True also for VRs whose values have no such shape. */
  static boolean fits(VR vr, byte[] value) {
    return switch (vr) {
      case DS, IS -> only(NUMBER, value);
      case DA, DT, TM -> only(DATE, value);
      case UI -> only(UID, value);
      case AS -> only(AGE, value);
      default -> true;
    };
  }

  private static boolean only(String allowed, byte[] value) {
    for (byte b : value) {
      if (b != 0 && allowed.indexOf((char) (b & 0xff)) < 0) {
        return false;
      }
    }
    return true;
  }
}
