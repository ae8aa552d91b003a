package org.medveil.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;

/** Which texts may stand on the page. */
final class Text {
  private Text() {}

  /**
   * A non-blank text of at most {@code limit} characters that every reader sees in the same way.
   */
  static boolean fits(JsonNode value, int limit) {
    return value.isTextual()
        && !value.textValue().isBlank()
        && value.textValue().length() <= limit
        && value.textValue().codePoints().allMatch(Text::printable);
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
