package org.medveil.jobs.audit;

import java.util.List;
import org.medveil.jobs.cli.PlainText;

/** What a text of an audit document must be: checked when it is made, not when it is read. */
final class Texts {
  static final int LINE = 400;
  static final int PARAGRAPH = 4000;

  private Texts() {}

  /** 1 to 400 printable characters. */
  static String line(String text) {
    return checked(text, LINE);
  }

  /** 1 to 4000 printable characters. */
  static String paragraph(String text) {
    return checked(text, PARAGRAPH);
  }

  static List<String> paragraphs(List<String> texts) {
    texts.forEach(Texts::paragraph);
    return List.copyOf(texts);
  }

  private static String checked(String text, int limit) {
    if (text == null || !PlainText.fits(text, limit)) {
      throw new IllegalArgumentException("a text of 1 to " + limit + " printable characters");
    }
    return text;
  }
}
