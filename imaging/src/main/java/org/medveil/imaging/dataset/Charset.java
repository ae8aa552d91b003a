package org.medveil.imaging.dataset;

import java.util.Arrays;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;

/**
 * The character set that holds at one place of a data set, inherited by items that have none of
 * their own (PS3.3 C.12.1.1.2), and what follows for texts: the library decodes them in place when
 * they are asked for, and would write them without the padding, the order of escapes and the
 * undecodable bytes they came with.
 *
 * @param terms values of (0008,0005), or null
 */
record Charset(String[] terms) {
  static final Charset NONE = new Charset(null);

  static Charset of(Attributes attributes, Charset outer) {
    return attributes.contains(Tag.SpecificCharacterSet)
        ? new Charset(attributes.getStrings(Tag.SpecificCharacterSet))
        : outer;
  }

  /** Whether the value is what these bytes mean. */
  boolean isSame(Attributes attributes, int tag, byte[] original) {
    Object value = attributes.getValue(tag);
    if (value instanceof byte[] bytes) {
      return Arrays.equals(bytes, original);
    }
    VR vr = attributes.getVR(tag);
    Attributes was = new Attributes(attributes.bigEndian(), 2);
    if (terms != null) {
      was.setString(Tag.SpecificCharacterSet, VR.CS, terms);
    }
    was.setBytes(tag, vr, original);
    if (Arrays.equals(was.getStrings(tag), attributes.getStrings(tag))) {
      return true;
    }
    try {
      // The library has no doubles for IS and no integers for DS: null, which equals any null.
      return switch (vr) {
        case DS ->
            was.containsValue(tag)
                && Arrays.equals(was.getDoubles(tag), attributes.getDoubles(tag));
        case IS ->
            was.containsValue(tag) && Arrays.equals(was.getInts(tag), attributes.getInts(tag));
        default -> false;
      };
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
