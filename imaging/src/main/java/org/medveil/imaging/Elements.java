package org.medveil.imaging;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.VR;
import org.medveil.imaging.dataset.DicomObject;

/**
 * The kept elements of one data set.
 *
 * @param transferSyntaxUid as in the file meta group, or as guessed for a bare data set
 * @param texts element to its text; a multiple value has its backslashes
 * @param words element to its unsigned 16-bit numbers
 */
record Elements(String transferSyntaxUid, Map<Element, String> texts, Map<Element, int[]> words) {

  /**
   * What is kept of a data set.
   *
   * @throws Rejected when a value is longer than anything honest, or is no text where there should
   *     be one
   */
  static Elements of(DicomObject object) throws IOException {
    Attributes attributes = object.dataset();
    Map<Element, String> texts = new EnumMap<>(Element.class);
    Map<Element, int[]> words = new EnumMap<>(Element.class);
    for (Element element : Element.values()) {
      int tag = element.tag();
      Object value = attributes.getValue(tag);
      check(attributes, element);
      if (value instanceof byte[] raw && raw.length > element.kind().maxBytes()) {
        throw Rejected.limit("a header value is longer than the reader takes");
      }
      // Bytes as read, or texts that were decoded or set since.
      if (value instanceof byte[] || value instanceof String || value instanceof String[]) {
        if (element.kind() == Element.Kind.TEXT) {
          String[] values = attributes.getStrings(tag);
          texts.put(element, values == null ? "" : String.join("\\", nonNull(values)).strip());
        } else {
          words.put(element, words(attributes.getBytes(tag), attributes.bigEndian()));
        }
      }
    }
    return new Elements(object.transferSyntax(), Map.copyOf(texts), Map.copyOf(words));
  }

  private static void check(Attributes attributes, Element element) throws Rejected {
    VR vr = attributes.getVR(element.tag());
    boolean text = element.kind() == Element.Kind.TEXT;
    boolean binary = vr == VR.US || vr == VR.SS || vr == VR.OW || vr == VR.OB || vr == VR.UN;
    if (vr != null && (vr == VR.SQ || text == binary && vr != VR.UN)) {
      throw Rejected.malformed("a header value has the wrong value representation");
    }
  }

  private static String[] nonNull(String[] values) {
    String[] out = values.clone();
    for (int i = 0; i < out.length; i++) {
      // NUL pads some values; a NUL inside an identifier is dropped, not kept.
      out[i] = out[i] == null ? "" : out[i].replace("\0", "").strip();
    }
    return out;
  }

  /** Unsigned, whatever the dictionary says: 3.3.7 takes LUT descriptors for signed. */
  private static int[] words(byte[] raw, boolean bigEndian) {
    int[] words = new int[raw.length / 2];
    int high = bigEndian ? 0 : 1;
    for (int i = 0; i < words.length; i++) {
      words[i] = (raw[2 * i + high] & 0xff) << 8 | raw[2 * i + 1 - high] & 0xff;
    }
    return words;
  }

  /** The stripped text, or null when the element is absent or empty. */
  String text(Element element) {
    String text = texts.get(element);
    return text == null || text.isEmpty() ? null : text;
  }

  /** The first of several values, or null. */
  String firstText(Element element) {
    String text = text(element);
    if (text == null) {
      return null;
    }
    int end = text.indexOf('\\');
    String first = end < 0 ? text : text.substring(0, end).strip();
    return first.isEmpty() ? null : first;
  }

  /** The first number, or null when the element is absent or empty. */
  Integer number(Element element) {
    int[] numbers = words.get(element);
    return numbers == null || numbers.length == 0 ? null : numbers[0];
  }

  /** The first decimal, or null when there is none that is finite. */
  Double decimal(Element element) {
    String text = firstText(element);
    if (text == null || text.length() > 32) {
      return null;
    }
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
