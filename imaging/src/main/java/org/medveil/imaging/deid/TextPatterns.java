package org.medveil.imaging.deid;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shapes of what identifies, whoever it is: dates, numbers to call, addresses, titled names. */
final class TextPatterns {
  static final TextPatterns STANDARD = new TextPatterns();

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private static final int MANY_DIGITS = 6;
  private static final int LONG_FRACTION = 8;
  private static final String MONTH =
      "(?:jan|feb|m[aä]r|apr|ma[iy]|mei|ju[nil]|juin|giu|lug|aug|ago|ao[uû]t|se[pt]|o[kc]t|ott|nov"
          + "|de[cz]|dic|ene|gen|f[eé]v|av[r]|abr|mrt)\\p{L}*";

  private final List<Pattern> withDigits =
      List.of(
          of("\\d+(?:\\.\\d+){3,}"),
          of("(?<!\\d)\\d{1,4}\\s?[-/.]\\s?\\d{1,2}\\s?[-/.]\\s?\\d{1,4}(?!\\d)"),
          of("(?<!\\d)(?:\\d{2}/\\d{1,2}|\\d{1,2}/\\d{2})(?!\\d)"),
          of("(?<!\\d)\\d{1,2}(?:st|nd|rd|th)?[\\s.\\-]*" + MONTH + "[\\s.,\\-]*(?:\\d{2,4})?"),
          of("\\b" + MONTH + "[\\s.]+\\d{1,4}(?:st|nd|rd|th)?(?:,?\\s*\\d{4})?"),
          of(
              "\\b(?:9\\d|1[0-3]\\d)[\\s\\-]*(?:y|yo|yr|yrs|years?|jahre|j|ans|a[nñ]os|anni|jaar)\\b"),
          of(
              "\\b\\d+\\s*\\p{L}?\\s+(?:\\p{L}+\\s+){1,3}"
                  + "(?:street|st|road|rd|lane|ln|avenue|ave|drive|boulevard|blvd|court|place|rue)\\b"),
          of(
              "\\p{L}+(?:stra(?:ss|ß)e|str\\.|weg|platz|gasse|allee|straat|laan)\\s*\\d+\\s*\\p{L}?"));

  private final Pattern calls = of("[+(]?\\d[\\d\\s()\\-/]{4,}\\d");

  private final List<Pattern> withMarks =
      List.of(
          of("[\\p{L}\\p{N}._%+\\-]+@[\\p{L}\\p{N}\\-]+(?:\\.[\\p{L}\\p{N}\\-]+)*"),
          of("(?:https?|ftp|file|dicom)://\\S+|\\bwww\\.\\S+|\\\\\\\\\\S+"),
          of("\\b(?:name|nom|naam|nombre|nome)\\s*[:=]\\s*\\p{L}+(?:[\\s,^]+\\p{L}+){0,2}"));

  private final Pattern titled =
      Pattern.compile(
          "\\b(?:(?i:dr|prof|mrs|herr|frau|mme|mlle|sra|dott|dhr|mevr|sig)\\.?|(?i:mr|ms|hr|fr|sr)\\.)"
              + "\\s*(?:(?i:dr|prof|med)\\.?\\s*)*\\p{Lu}[\\p{L}'’\\-]+(?:\\s+\\p{Lu}[\\p{L}'’\\-]+)?");

  private TextPatterns() {}

  private static Pattern of(String regex) {
    return Pattern.compile(regex, FLAGS);
  }

  /** Sets the characters that go. */
  void mark(String text, BitSet gone) {
    if (hasDigit(text)) {
      for (Pattern pattern : withDigits) {
        all(pattern, text, gone);
      }
      Matcher call = calls.matcher(text);
      while (call.find()) {
        if (isNumberToCall(call.group())) {
          gone.set(call.start(), call.end());
        }
      }
    }
    if (text.indexOf('@') >= 0
        || text.indexOf(':') >= 0
        || text.indexOf('=') >= 0
        || text.indexOf('.') >= 0
        || text.indexOf('\\') >= 0) {
      for (Pattern pattern : withMarks) {
        all(pattern, text, gone);
      }
    }
    all(titled, text, gone);
  }

  private static void all(Pattern pattern, String text, BitSet gone) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      gone.set(matcher.start(), matcher.end());
    }
  }

  /** Long enough, and not merely small numbers side by side. */
  private static boolean isNumberToCall(String found) {
    long digits = found.chars().filter(Character::isDigit).count();
    char first = found.charAt(0);
    boolean joined = found.indexOf('-') >= 0 || found.indexOf('(') >= 0;
    // 300/100 is a dose and 512/512/80 a matrix; a number to call is longer.
    boolean slashed = found.indexOf('/') >= 0 && digits > LONG_FRACTION;
    return digits >= MANY_DIGITS && (first == '+' || first == '0' || joined || slashed);
  }

  private static boolean hasDigit(String text) {
    return text.chars().anyMatch(Character::isDigit);
  }
}
