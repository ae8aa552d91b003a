package org.medveil.audits;

import java.util.Objects;
import java.util.Optional;

/**
 * What is known of the person and the finding.
 *
 * @param sex e.g. {@code F}
 * @param ageBand e.g. {@code 30-39}
 * @param ethnicity as the hospital writes it
 * @param label the task's label, e.g. {@code 1}
 */
public record Traits(
    Optional<String> sex,
    Optional<String> ageBand,
    Optional<String> ethnicity,
    Optional<String> label) {
  /** Nothing is known. */
  public static final Traits UNKNOWN =
      new Traits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Refuses null. */
  public Traits {
    Objects.requireNonNull(sex);
    Objects.requireNonNull(ageBand);
    Objects.requireNonNull(ethnicity);
    Objects.requireNonNull(label);
  }

  /** Not a patient's values: rows end up in logs. */
  @Override
  public String toString() {
    return "Traits[not shown]";
  }
}
