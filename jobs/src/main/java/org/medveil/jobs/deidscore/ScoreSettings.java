package org.medveil.jobs.deidscore;

import java.util.Optional;
import java.util.OptionalDouble;
import org.medveil.contracts.Refusal;

/**
 * What to score.
 *
 * @param original folder that was de-identified; its files are those the key names
 * @param deidentified folder with the results
 * @param mapping file with {@code id_old,id_new}
 * @param report where the failures go: HTML or CSV by the name's ending
 * @param atLeast least headline score in percent
 */
record ScoreSettings(
    String original,
    String answerKey,
    String deidentified,
    Optional<String> mapping,
    Optional<String> report,
    OptionalDouble atLeast) {
  ScoreSettings {
    if (report.filter(name -> !name.endsWith(".html") && !name.endsWith(".csv")).isPresent()) {
      throw Refusal.usage("--report is neither .html nor .csv", "choose one of the two endings");
    }
    if (atLeast.isPresent() && !(atLeast.getAsDouble() >= 0 && atLeast.getAsDouble() <= 100)) {
      throw Refusal.usage("--at-least is a percentage", "0 to 100, e.g. 99.93");
    }
  }
}
