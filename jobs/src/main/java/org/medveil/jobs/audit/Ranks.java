package org.medveil.jobs.audit;

import java.util.Arrays;
import java.util.List;
import org.medveil.contracts.Refusal;

/** A list of ranks as an option gives it. */
public final class Ranks {
  private Ranks() {}

  /**
   * Ascending, each once, without 0; empty for an empty text.
   *
   * @param option the option's name, for the refusal
   * @param text whole numbers with commas between them; anything else is refused (2)
   * @param example of such a list
   */
  public static List<Integer> of(String option, String text, String example) {
    try {
      return Arrays.stream(text.split(","))
          .map(String::trim)
          .filter(word -> !word.isEmpty())
          .map(Integer::valueOf)
          .filter(rank -> rank > 0)
          .distinct()
          .sorted()
          .toList();
    } catch (NumberFormatException e) {
      throw Refusal.usage(option + " is a list of whole numbers", "e.g. " + example);
    }
  }
}
