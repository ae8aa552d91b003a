package org.medveil.imaging.burnedin;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A word to be found again in what a reader misread: signs that look alike are one, and a long word
 * may have an error or two. Approximate search by columns after Sellers (1980), "The theory and
 * computation of evolutionary distances: pattern recognition".
 *
 * @param word folded, at least one sign
 * @param errors signs that may be wrong, missing or too many
 * @param whole stands for itself: a short word inside a longer one is chance
 */
record Likeness(String word, int errors, boolean whole) {
  private static final int INSIDE = 5;
  private static final int LONG = 8;

  /** A place in a text: from, inclusive, to, exclusive. */
  record Span(int from, int to) {}

  static Likeness to(String word) {
    String folded = fold(word);
    int length = folded.length();
    boolean number = word.codePoints().filter(Character::isLetter).findAny().isEmpty();
    // One wrong digit makes another number; one wrong letter rarely another name.
    int errors = number ? length / LONG : length < INSIDE ? 0 : length < LONG ? 1 : 2;
    return new Likeness(folded, Math.min(errors, 2), length < INSIDE);
  }

  /** Capitals and digits alone, without accents; signs that readers take for each other are one. */
  static String fold(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toUpperCase(Locale.ROOT);
    StringBuilder out = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        out.append(alike(c));
      }
    }
    return out.toString();
  }

  private static char alike(char c) {
    return switch (c) {
      case 'O', 'Q', 'Ø' -> '0';
      case 'I', 'L', 'Ł' -> '1';
      case 'Z' -> '2';
      case 'S' -> '5';
      case 'G' -> '6';
      case 'B' -> '8';
      default -> c;
    };
  }

  /** Where it stands in a folded text, at the places of fewest errors. */
  List<Span> in(String text) {
    int m = word.length();
    int[] cost = new int[m + 1];
    int[] from = new int[m + 1];
    for (int i = 0; i <= m; i++) {
      cost[i] = i;
    }
    int[] ends = new int[text.length() + 1];
    int[] starts = new int[text.length() + 1];
    ends[0] = m;
    for (int j = 1; j <= text.length(); j++) {
      int costBefore = cost[0];
      int fromBefore = from[0];
      from[0] = j;
      for (int i = 1; i <= m; i++) {
        int swap = costBefore + (word.charAt(i - 1) == text.charAt(j - 1) ? 0 : 1);
        int start = fromBefore;
        costBefore = cost[i];
        fromBefore = from[i];
        int best = Math.min(swap, Math.min(cost[i], cost[i - 1]) + 1);
        if (best < swap) {
          start = cost[i] <= cost[i - 1] ? from[i] : from[i - 1];
        }
        cost[i] = best;
        from[i] = start;
      }
      ends[j] = cost[m];
      starts[j] = from[m];
    }
    List<Span> found = new ArrayList<>();
    for (int j = 1; j <= text.length(); j++) {
      int next = j < text.length() ? ends[j + 1] : Integer.MAX_VALUE;
      if (ends[j] <= errors && ends[j] <= ends[j - 1] && ends[j] < next && starts[j] < j) {
        found.add(new Span(starts[j], j));
      }
    }
    return found;
  }

  @Override
  public String toString() {
    return "Likeness[withheld]";
  }
}
