package org.medveil.imaging.score;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Texts as sequences of words, whatever their case, punctuation and Unicode form. */
final class Words {
  /** A word this long is also found within a longer one, glued to something else. */
  private static final int TELLING = 5;

  private Words() {}

  /** The words of the phrase follow one another in the text. */
  static boolean contain(String text, String phrase) {
    List<String> sought = of(phrase);
    List<String> words = of(text);
    for (int at = 0; !sought.isEmpty() && at + sought.size() <= words.size(); at++) {
      if (words.subList(at, at + sought.size()).equals(sought)) {
        return true;
      }
    }
    return false;
  }

  /** As {@link #contain}, or glued into a longer word: what removal must not leave behind. */
  static boolean leak(String text, String phrase) {
    String sought = String.join("", of(phrase));
    return contain(text, phrase)
        || sought.codePointCount(0, sought.length()) >= TELLING
            && String.join("", of(text)).contains(sought);
  }

  private static List<String> of(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return Arrays.stream(plain.split("[^\\p{L}\\p{N}\\p{M}]+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
