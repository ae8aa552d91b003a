package org.medveil.imaging.plant;

import java.text.Normalizer;
import java.util.Arrays;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;

/** Gives a data set another Specific Character Set (PS3.3 C.12.1.1.2). */
final class CharacterSets {
  private CharacterSets() {}

  /**
   * What the file said in letters of its old character set is spelled in ASCII first: the new one
   * might not have them, and none of it is scored.
   */
  static void change(Attributes attributes, Script script) {
    spellPlainly(attributes);
    if (script.characterSet().isEmpty()) {
      attributes.remove(Tag.SpecificCharacterSet);
    } else {
      attributes.setString(
          Tag.SpecificCharacterSet, VR.CS, script.characterSet().split("\\\\", -1));
    }
  }

  private static void spellPlainly(Attributes attributes) {
    for (int tag : attributes.tags()) {
      Object value = attributes.getValue(tag);
      if (value instanceof Sequence items) {
        items.forEach(CharacterSets::spellPlainly);
      } else if (isText(attributes.getVR(tag))) {
        String[] values = attributes.getStrings(tag);
        if (values != null && !isAscii(values)) {
          attributes.setString(tag, attributes.getVR(tag), plain(values));
        }
      }
    }
    if (attributes.getParent() != null) {
      attributes.remove(Tag.SpecificCharacterSet);
    }
  }

  private static boolean isText(VR vr) {
    return vr == VR.LO || vr == VR.LT || vr == VR.PN || vr == VR.SH || vr == VR.ST || vr == VR.UT;
  }

  private static boolean isAscii(String[] values) {
    return Arrays.stream(values)
        .allMatch(value -> value == null || value.chars().allMatch(c -> c < 127 && c != 27));
  }

  private static String[] plain(String[] values) {
    String[] plain = new String[values.length];
    for (int i = 0; i < values.length; i++) {
      plain[i] =
          values[i] == null
              ? ""
              : Normalizer.normalize(values[i], Normalizer.Form.NFD)
                  .replaceAll("\\p{M}", "")
                  .replaceAll("[^\\x09-\\x7e]", "x");
    }
    return plain;
  }
}
