package org.medveil.imaging.deid;

import java.io.IOException;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;

/** Texts of an element, also where the file or the library calls its VR UN. */
final class Texts {
  private static final String[] NONE = {};
  private static final int SOME_ELEMENT = Tag.TextValue;

  private Texts() {}

  /** Never null; values of LT, ST and UT are one each. */
  static String[] values(Attributes level, int tag) {
    if (level.getVR(tag) != VR.UN) {
      String[] values = level.getStrings(tag);
      return values == null ? NONE : values;
    }
    Attributes sheet = sheet(level);
    sheet.setBytes(SOME_ELEMENT, VR.UT, level.getSafeBytes(tag));
    String text = sheet.getString(SOME_ELEMENT);
    return text == null ? NONE : text.replace("\0", "").split("\\\\", -1);
  }

  /** Under the VR it had. */
  static void set(Attributes level, int tag, String... values) {
    VR vr = level.getVR(tag);
    if (vr != VR.UN) {
      level.setString(tag, vr, values);
      return;
    }
    level.setBytes(tag, VR.UN, encode(level, String.join("\\", values)));
  }

  /** In the character set of the level. */
  static byte[] encode(Attributes level, String text) {
    try {
      Attributes sheet = sheet(level);
      sheet.setString(SOME_ELEMENT, VR.UT, text);
      return sheet.getBytes(SOME_ELEMENT);
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory", e);
    }
  }

  private static Attributes sheet(Attributes level) {
    Attributes sheet = new Attributes();
    String[] codes = level.getSpecificCharacterSet().toCodes();
    if (codes != null) {
      sheet.setString(Tag.SpecificCharacterSet, VR.CS, codes);
    }
    return sheet;
  }
}
