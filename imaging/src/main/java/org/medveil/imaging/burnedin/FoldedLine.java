package org.medveil.imaging.burnedin;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of one line, folded and without gaps: a reader cuts a number where there is a blank,
 * and joins what stands close.
 */
final class FoldedLine {
  private final List<ReadWord> words;
  private final String text;

  /** Where each word begins, and the length of all behind the last. */
  private final int[] begins;

  private FoldedLine(List<ReadWord> words, String text, int[] begins) {
    this.words = words;
    this.text = text;
    this.begins = begins;
  }

  static FoldedLine of(List<ReadWord> line) {
    StringBuilder text = new StringBuilder();
    int[] begins = new int[line.size() + 1];
    for (int i = 0; i < line.size(); i++) {
      begins[i] = text.length();
      text.append(Likeness.fold(line.get(i).text()));
    }
    begins[line.size()] = text.length();
    return new FoldedLine(line, text.toString(), begins);
  }

  /** The words that each place of a likeness touches. */
  List<List<ReadWord>> words(Likeness likeness) {
    List<List<ReadWord>> groups = new ArrayList<>();
    for (Likeness.Span span : likeness.in(text)) {
      if (!likeness.whole() || begins(span.from()) && begins(span.to())) {
        groups.add(touched(span));
      }
    }
    return groups;
  }

  private boolean begins(int place) {
    for (int begin : begins) {
      if (begin == place) {
        return true;
      }
    }
    return false;
  }

  private List<ReadWord> touched(Likeness.Span span) {
    List<ReadWord> touched = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (begins[i] < span.to() && span.from() < begins[i + 1]) {
        touched.add(words.get(i));
      }
    }
    return touched;
  }
}
