package org.medveil.imaging.burnedin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code +} or, {@code *} and, {@code !} not, parentheses, and comparisons of header values. */
final class CtpSignature {
  /** Names of CTP's own that differ from the keywords of PS3.6. */
  private static final Map<String, String> OTHER_NAMES =
      Map.of("SeqOfUltrasoundRegions", "SequenceOfUltrasoundRegions");

  private static final Pattern TAG = Pattern.compile("[0-9A-Fa-f]{4},?[0-9A-Fa-f]{4}");
  private static final int DEPTH = 64;

  private final CtpText text;
  private int depth;

  CtpSignature(CtpText text) {
    this.text = text;
  }

  Condition parse() {
    List<Condition> parts = new ArrayList<>(List.of(product()));
    while (text.accept('+')) {
      parts.add(product());
    }
    return parts.size() == 1 ? parts.get(0) : new Condition.Any(parts);
  }

  private Condition product() {
    List<Condition> parts = new ArrayList<>(List.of(factor()));
    while (text.accept('*')) {
      parts.add(factor());
    }
    return parts.size() == 1 ? parts.get(0) : new Condition.All(parts);
  }

  private Condition factor() {
    if (++depth > DEPTH) {
      throw text.refusal("the signature is nested too deeply");
    }
    try {
      if (text.accept('!')) {
        return new Condition.Not(factor());
      }
      if (text.accept("true.")) {
        return new Condition.All(List.of());
      }
      if (text.accept("false.")) {
        return new Condition.Any(List.of());
      }
      if (text.accept('(')) {
        return group();
      }
      return comparison(identifier());
    } finally {
      depth--;
    }
  }

  /** A tag in parentheses, or a part of the expression. */
  private Condition group() {
    Integer tag = text.tagInParentheses();
    if (tag != null) {
      return comparison(new HeaderValue(List.of(tag)));
    }
    Condition inner = parse();
    text.expect(')');
    return inner;
  }

  private HeaderValue identifier() {
    List<Integer> path = new ArrayList<>();
    do {
      path.add(text.accept('[') ? bracketed(text.until(']')) : keyword(text.word()));
    } while (text.accept("::"));
    return new HeaderValue(path);
  }

  private int bracketed(String inner) {
    if (!TAG.matcher(inner).matches()) {
      throw text.refusal("'[" + inner + "]' is no tag of eight hexadecimal digits");
    }
    return Integer.parseUnsignedInt(inner.replace(",", ""), 16);
  }

  private int keyword(String word) {
    Integer tag = HeaderValue.tagOf(OTHER_NAMES.getOrDefault(word, word));
    if (tag == null) {
      throw text.refusal("'" + word + "' is no attribute known here");
    }
    return tag;
  }

  private Condition comparison(HeaderValue value) {
    text.expect('.');
    String method = text.word();
    Comparison how = Comparison.ofCtp(method);
    if (how == null) {
      throw text.refusal(
          "the method '" + method + "' is not known; known: " + Comparison.ctpNames());
    }
    text.expect('(');
    String argument = text.quoted();
    text.expect(')');
    try {
      how.check(argument);
    } catch (IllegalArgumentException e) {
      throw text.refusal("the argument of '" + method + "' cannot be compared with");
    }
    return new Condition.Compare(value, how, argument);
  }
}
