package org.medveil.imaging.deid;

import java.util.BitSet;
import java.util.Set;

/**
 * Option Clean Descriptors (PS3.15 E.3.6): takes out what repeats the object's own {@link
 * Identity}, what has the shape of an identifier, and every word that is not known to be harmless.
 */
final class TextCleaner {
  static final String MARK = "[removed]";

  private static final int MOST_DIGITS = 3;
  private static final int MOST_FRACTION = 4;

  private final Identity identity;
  private final boolean keepUnknownWords;
  private final Set<String> moreTerms;

  /**
   * @param moreTerms words, folded, that may stay besides the standard ones
   */
  TextCleaner(Identity identity, boolean keepUnknownWords, Set<String> moreTerms) {
    this.moreTerms = moreTerms;
    this.identity = identity;
    this.keepUnknownWords = keepUnknownWords;
  }

  /** The same text when nothing had to go; empty when nothing is left. */
  String clean(String text, boolean marked) {
    return clean(text, marked, keepUnknownWords);
  }

  /** Only what is recognised goes: for coded and technical texts. */
  String cleanRecognised(String text) {
    return clean(text, false, true);
  }

  private String clean(String text, boolean marked, boolean keepUnknown) {
    BitSet gone = new BitSet(text.length());
    TextPatterns.STANDARD.mark(text, gone);
    identity.markIds(text, gone);
    int at = 0;
    while (at < text.length()) {
      int end = tokenEnd(text, at);
      if (end == at) {
        at++;
      } else {
        if (goes(text.substring(at, end), keepUnknown)) {
          gone.set(at, end);
        }
        at = end;
      }
    }
    if (gone.isEmpty() && !identity.isIn(text)) {
      return text;
    }
    String rest = without(text, gone, marked);
    // An ID that was spread over harmless tokens is still there when they are put together.
    return identity.isIn(rest) || !hasContent(rest.replace(MARK, "")) ? "" : rest;
  }

  private boolean goes(String token, boolean keepUnknown) {
    String word = Folded.of(token).replace('’', '\'');
    String folded = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
    if (identity.isWord(folded)) {
      return true;
    }
    int digits = 0;
    for (int i = 0; i < folded.length(); i++) {
      digits += Character.isDigit(folded.charAt(i)) ? 1 : 0;
    }
    if (keepUnknown) {
      return digits > MANY_IN_ANY_WORD;
    } else if (digits == 0) {
      return !isTerm(folded);
    }
    return !isTerm(folded) && !isHarmlessNumber(folded);
  }

  private static final int MANY_IN_ANY_WORD = 5;

  /**
   * {@code 512}, {@code 0.625}, {@code t2w}, {@code 120kv}: few digits, and letters that are terms.
   */
  private boolean isHarmlessNumber(String folded) {
    int dot = folded.indexOf('.');
    int whole = 0;
    int fraction = 0;
    int letters = 0;
    for (int i = 0; i <= folded.length(); i++) {
      char c = i < folded.length() ? folded.charAt(i) : '\0';
      if (Character.isDigit(c)) {
        whole += dot < 0 || i < dot ? 1 : 0;
        fraction += dot >= 0 && i > dot ? 1 : 0;
      }
      boolean letter = Character.isLetter(c);
      if (!letter && letters > 1 && !isTerm(folded.substring(i - letters, i))) {
        return false;
      }
      letters = letter ? letters + 1 : 0;
    }
    return whole <= MOST_DIGITS && fraction <= MOST_FRACTION;
  }

  private boolean isTerm(String folded) {
    return Terms.STANDARD.contains(folded) || moreTerms.contains(folded);
  }

  /** End of the word or number that starts here; the start when none does. */
  private static int tokenEnd(String text, int start) {
    int at = start;
    while (at < text.length() && isInToken(text, start, at)) {
      at++;
    }
    return at;
  }

  private static boolean isInToken(String text, int start, int at) {
    char c = text.charAt(at);
    if (Character.isLetterOrDigit(c) || Character.isSurrogate(c) || Folded.isMark(c)) {
      return true;
    }
    boolean between = at > start && at + 1 < text.length();
    if (!between) {
      return false;
    }
    char before = text.charAt(at - 1);
    char after = text.charAt(at + 1);
    boolean decimal = c == '.' && Character.isDigit(before) && Character.isDigit(after);
    boolean apostrophe = (c == '\'' || c == '’') && Character.isLetter(after);
    return decimal || apostrophe;
  }

  private static String without(String text, BitSet gone, boolean marked) {
    StringBuilder out = new StringBuilder(text.length());
    boolean hole = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (gone.get(i)) {
        if (marked && !hole) {
          out.append(MARK);
        }
        hole = true;
      } else if (c == ' ' && (out.length() == 0 || out.charAt(out.length() - 1) == ' ')) {
        continue;
      } else {
        hole = hole && c == ' ';
        out.append(c);
      }
    }
    return out.toString().replace(MARK + " " + MARK, MARK).strip();
  }

  private static boolean hasContent(String text) {
    return text.chars().anyMatch(Character::isLetterOrDigit);
  }
}
