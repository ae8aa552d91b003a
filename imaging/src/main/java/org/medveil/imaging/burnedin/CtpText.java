package org.medveil.imaging.burnedin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medveil.contracts.Refusal;

/** The characters of a script, and where one is in it. */
final class CtpText {
  private static final Pattern TAG = Pattern.compile("([0-9A-Fa-f]{4}),([0-9A-Fa-f]{4})\\)(?=\\.)");

  private final String file;
  private final String script;
  private int at;

  CtpText(String file, String script) {
    this.file = file;
    this.script = script;
  }

  /** Skips comment up to one of these; false at the end. */
  boolean toOneOf(String signs) {
    while (at < script.length() && signs.indexOf(script.charAt(at)) < 0) {
      at++;
    }
    return at < script.length();
  }

  /** The next sign after blanks and {@code //} comments; 0 at the end. */
  char next() {
    while (at < script.length()) {
      if (script.startsWith("//", at)) {
        int end = script.indexOf('\n', at);
        at = end < 0 ? script.length() : end;
      } else if (Character.isWhitespace(script.charAt(at))) {
        at++;
      } else {
        return script.charAt(at);
      }
    }
    return 0;
  }

  char peek() {
    return at < script.length() ? script.charAt(at) : 0;
  }

  boolean accept(char sign) {
    boolean there = next() == sign;
    at += there ? 1 : 0;
    return there;
  }

  boolean accept(String word) {
    next();
    boolean there = script.startsWith(word, at);
    at += there ? word.length() : 0;
    return there;
  }

  void expect(char sign) {
    if (!accept(sign)) {
      throw refusal("'" + sign + "' is missing");
    }
  }

  /** Letters and digits; may be empty. */
  String word() {
    next();
    int start = at;
    while (at < script.length() && Character.isLetterOrDigit(script.charAt(at))) {
      at++;
    }
    return script.substring(start, at);
  }

  /** A whole number from 0. */
  int number() {
    String digits = word();
    try {
      return Integer.parseUnsignedInt(digits);
    } catch (NumberFormatException e) {
      throw refusal("a region is four whole numbers from 0: left, top, width, height");
    }
  }

  /** A text in double quotes; a backslash before a quote takes its meaning. */
  String quoted() {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (peek() != '"') {
      if (peek() == 0 || peek() == '\n') {
        throw refusal("a text in quotes does not end");
      }
      if (script.startsWith("\\\"", at)) {
        at++;
      }
      value.append(script.charAt(at++));
    }
    at++;
    return value.toString();
  }

  /** A tag as {@code gggg,eeee)}, the parenthesis before it already taken; null when it is none. */
  Integer tagInParentheses() {
    Matcher tag = TAG.matcher(script).region(at, script.length());
    if (!tag.lookingAt()) {
      return null;
    }
    at = tag.end();
    return Integer.parseUnsignedInt(tag.group(1) + tag.group(2), 16);
  }

  /** Up to a closing sign, which is taken. */
  String until(char close) {
    int end = script.indexOf(close, at);
    if (end < 0 || script.substring(at, end).indexOf('\n') >= 0) {
      throw refusal("'" + close + "' is missing");
    }
    String inner = script.substring(at, end);
    at = end + 1;
    return inner;
  }

  int line() {
    return 1 + (int) script.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  Refusal refusal(String what) {
    return Refusal.usage(
        "CTP script " + file + ", line " + line() + ": " + what,
        "docs/burned-in-text.md says which part of the language is known");
  }
}
