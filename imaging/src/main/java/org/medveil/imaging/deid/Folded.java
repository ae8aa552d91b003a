package org.medveil.imaging.deid;

import java.text.Normalizer;

/** Texts made comparable: case, accents, compositions and ligatures do not count. */
final class Folded {
  private Folded() {}

  /** Lower case letters and digits as they are written without accents; the rest stays. */
  static String of(String text) {
    boolean plain = true;
    for (int i = 0; i < text.length() && plain; i++) {
      char c = text.charAt(i);
      plain = c < 0x80 && (c < 'A' || c > 'Z');
    }
    if (plain) {
      return text;
    }
    String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
    StringBuilder out = new StringBuilder(apart.length());
    for (int i = 0; i < apart.length(); i++) {
      char c = Character.toLowerCase(apart.charAt(i));
      if (!isMark(c)) {
        letter(c, out);
      }
    }
    return out.toString();
  }

  /** Folded, letters and digits only: an ID whatever stands between its parts. */
  static String squeezed(String text) {
    String folded = of(text);
    StringBuilder out = new StringBuilder(folded.length());
    for (int i = 0; i < folded.length(); i++) {
      if (Character.isLetterOrDigit(folded.charAt(i))) {
        out.append(folded.charAt(i));
      }
    }
    return out.toString();
  }

  static boolean isMark(char c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static void letter(char c, StringBuilder out) {
    switch (c) {
      case 'ß' -> out.append("ss");
      case 'æ' -> out.append("ae");
      case 'œ' -> out.append("oe");
      case 'þ' -> out.append("th");
      case 'ø' -> out.append('o');
      case 'ł' -> out.append('l');
      case 'đ', 'ð' -> out.append('d');
      case 'ı' -> out.append('i');
      default -> out.append(c);
    }
  }
}
