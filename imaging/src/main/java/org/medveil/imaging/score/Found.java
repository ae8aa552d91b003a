package org.medveil.imaging.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;

/** An element that is there. */
record Found(Attributes holder, int tag) {
  /** Whether it has a value: bytes, or items. */
  boolean hasValue() {
    Object value = holder.getValue(tag);
    if (value instanceof Sequence items) {
      return !items.isEmpty();
    }
    return holder.containsValue(tag);
  }

  /** Its values as text without padding; none for sequences and what cannot be read as text. */
  List<String> texts() {
    if (holder.getVR(tag) == VR.UN) {
      return List.of(decoded());
    }
    List<String> texts = new ArrayList<>();
    try {
      String[] values = holder.getStrings(tag);
      for (String value : values == null ? new String[0] : values) {
        texts.add(value == null ? "" : value.replace("\0", "").strip());
      }
    } catch (RuntimeException e) {
      // A value that is not text: OB, OW. Compared as bytes where it matters.
      return List.of();
    }
    return texts;
  }

  /** A private element of an implicit-VR file: text as the character set has it, if it is text. */
  private String decoded() {
    Attributes copy = new Attributes(2);
    for (Attributes at = holder; at != null; at = at.getParent()) {
      if (at.containsValue(Tag.SpecificCharacterSet)) {
        copy.setString(Tag.SpecificCharacterSet, VR.CS, at.getStrings(Tag.SpecificCharacterSet));
        break;
      }
    }
    copy.setBytes(Tag.PatientComments, VR.LT, bytes());
    String text = copy.getString(Tag.PatientComments);
    return text == null ? "" : text.replace("\0", "").strip();
  }

  /** The words are in the value; of numbers written as text, the same numbers. */
  boolean says(String words) {
    String text = String.join("\\", texts());
    VR vr = holder.getVR(tag);
    return Words.contain(text, words)
        || (vr == VR.IS || vr == VR.DS) && !words.isEmpty() && sameNumbers(text, words);
  }

  private static boolean sameNumbers(String a, String b) {
    try {
      return Arrays.equals(numbers(a), numbers(b));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.split("\\\\", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  private byte[] bytes() {
    try {
      byte[] bytes = holder.getBytes(tag);
      return bytes == null ? new byte[0] : bytes;
    } catch (IOException | RuntimeException e) {
      return new byte[0];
    }
  }
}
