package org.medveil.imaging.deid;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Words of a text, folded. */
final class Words {
  private static final Set<String> NOBODY =
      Set.of(
          "anonymous",
          "anonymized",
          "anonymised",
          "unknown",
          "removed",
          "none",
          "null",
          "nil",
          "prof",
          "mrs",
          "phd",
          "jr",
          "sr",
          "von",
          "van",
          "den",
          "der",
          "del",
          "dos",
          "das",
          "los",
          "las",
          "bin",
          "ibn",
          "mag",
          "ing",
          "dipl",
          "med",
          "dr",
          "mr",
          "ms",
          "md",
          "de",
          "la",
          "le",
          "el",
          "al",
          "di",
          "da",
          "du",
          "no",
          "na",
          "ii",
          "iii");

  private Words() {}

  /** Runs of letters and digits. */
  static List<String> split(String text) {
    String folded = Folded.of(text);
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= folded.length(); i++) {
      boolean in = i < folded.length() && Character.isLetterOrDigit(folded.charAt(i));
      if (in && start < 0) {
        start = i;
      } else if (!in && start >= 0) {
        words.add(folded.substring(start, i));
        start = -1;
      }
    }
    return words;
  }

  /** Titles, particles, and what stands for a removed name. */
  static boolean isNobody(String word) {
    return NOBODY.contains(word);
  }
}
