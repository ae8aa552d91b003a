package org.medveil.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Which texts may stand in a document that people read. */
public final class PlainText {
  private PlainText() {}

  /**
   * A non-blank text of at most {@code limit} characters that every reader sees in the same way.
   */
  public static boolean fits(JsonNode value, int limit) {
    return value.isTextual() && fits(value.textValue(), limit);
  }

  /** As above, of a text that is not JSON yet. */
  public static boolean fits(String text, int limit) {
    return !text.isBlank()
        && text.length() <= limit
        && text.codePoints().allMatch(PlainText::printable);
  }

  /** No control characters, half surrogates, or marks that turn the reading order around. */
  private static boolean printable(int c) {
    int type = Character.getType(c);
    boolean turnsOrder = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    boolean unreadable =
        type == Character.CONTROL
            || type == Character.SURROGATE
            || type == Character.UNASSIGNED
            || type == Character.LINE_SEPARATOR
            || type == Character.PARAGRAPH_SEPARATOR;
    return !turnsOrder && !unreadable;
  }
}
