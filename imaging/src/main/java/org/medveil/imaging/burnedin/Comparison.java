package org.medveil.imaging.burnedin;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a header's value is compared; named as CTP names it and as the rules file names it. */
enum Comparison {
  EQUALS("equals", "equals"),
  EQUALS_IGNORE_CASE("equalsIgnoreCase", "equals-ignore-case"),
  CONTAINS("contains", "contains"),
  CONTAINS_IGNORE_CASE("containsIgnoreCase", "contains-ignore-case"),
  STARTS_WITH("startsWith", "starts-with"),
  STARTS_WITH_IGNORE_CASE("startsWithIgnoreCase", "starts-with-ignore-case"),
  ENDS_WITH("endsWith", "ends-with"),
  ENDS_WITH_IGNORE_CASE("endsWithIgnoreCase", "ends-with-ignore-case"),
  MATCHES("matches", "matches"),
  GREATER("isGreaterThan", "greater-than"),
  LESS("isLessThan", "less-than");

  private final String ctp;
  private final String key;

  Comparison(String ctp, String key) {
    this.ctp = ctp;
    this.key = key;
  }

  /** Null when CTP has no such method. */
  static Comparison ofCtp(String name) {
    return Arrays.stream(values()).filter(c -> c.ctp.equals(name)).findFirst().orElse(null);
  }

  /** Null when the rules file has no such comparison. */
  static Comparison ofKey(String name) {
    return Arrays.stream(values()).filter(c -> c.key.equals(name)).findFirst().orElse(null);
  }

  static List<String> ctpNames() {
    return Arrays.stream(values()).map(c -> c.ctp).toList();
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(c -> c.key).toList();
  }

  /**
   * Whether the argument can be compared with at all.
   *
   * @throws IllegalArgumentException a pattern or number that is none
   */
  void check(String argument) {
    if (this == MATCHES) {
      Pattern.compile(argument);
    } else if (this == GREATER || this == LESS) {
      Double.parseDouble(argument);
    }
  }

  /** A value that is no number is neither greater nor less. */
  boolean test(String value, String argument) {
    String v = value.toLowerCase(Locale.ROOT);
    String a = argument.toLowerCase(Locale.ROOT);
    return switch (this) {
      case EQUALS -> value.equals(argument);
      case EQUALS_IGNORE_CASE -> v.equals(a);
      case CONTAINS -> value.contains(argument);
      case CONTAINS_IGNORE_CASE -> v.contains(a);
      case STARTS_WITH -> value.startsWith(argument);
      case STARTS_WITH_IGNORE_CASE -> v.startsWith(a);
      case ENDS_WITH -> value.endsWith(argument);
      case ENDS_WITH_IGNORE_CASE -> v.endsWith(a);
      case MATCHES -> Pattern.matches(argument, value);
      case GREATER -> order(value, argument) > 0;
      case LESS -> order(value, argument) < 0;
    };
  }

  private static int order(String value, String argument) {
    try {
      return Double.compare(Double.parseDouble(value), Double.parseDouble(argument));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
