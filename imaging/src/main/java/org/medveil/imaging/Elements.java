package org.medveil.imaging;

import java.util.Locale;
import java.util.Map;
import org.medveil.imaging.codec.PixelModule;

/**
 * The kept elements of one data set, free of the parser's types.
 *
 * @param transferSyntaxUid as in the file meta group, or as guessed for a bare data set
 * @param texts element to its text; a multiple value has its backslashes
 * @param words element to its unsigned 16-bit numbers
 */
record Elements(String transferSyntaxUid, Map<Element, String> texts, Map<Element, int[]> words) {

  /** The stripped text, or null when the element is absent or empty. */
  String text(Element element) {
    String text = texts.get(element);
    return text == null || text.isEmpty() ? null : text;
  }

  /** The pixel module, unchecked. */
  PixelModule pixelModule() {
    String code = firstText(Element.PHOTOMETRIC);
    return new PixelModule(
        code == null ? null : code.toUpperCase(Locale.ROOT),
        number(Element.SAMPLES_PER_PIXEL),
        number(Element.ROWS),
        number(Element.COLUMNS),
        number(Element.BITS_ALLOCATED),
        number(Element.BITS_STORED),
        number(Element.HIGH_BIT),
        number(Element.PIXEL_REPRESENTATION),
        number(Element.PLANAR));
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
