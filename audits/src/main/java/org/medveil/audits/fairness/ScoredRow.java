package org.medveil.audits.fairness;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One image and what the model said of it.
 *
 * @param subject pseudonym of the patient
 * @param event true when the label is 1
 * @param score the model's probability of the event, 0 … 1
 * @param reference the probability by a model trained without privacy, if there is one
 * @param groups attribute to value, e.g. {@code sex} to {@code F}; a missing attribute is a group
 *     of its own
 */
public record ScoredRow(
    String subject,
    boolean event,
    double score,
    OptionalDouble reference,
    SortedMap<String, String> groups) {
  public ScoredRow {
    groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
    boolean probabilities =
        probability(score) && (reference.isEmpty() || probability(reference.getAsDouble()));
    if (subject.isEmpty() || !probabilities) {
      throw new IllegalArgumentException("a scored row has a patient and probabilities");
    }
  }

  /** Without a reference. */
  public static ScoredRow of(
      String subject, boolean event, double score, Map<String, String> groups) {
    return new ScoredRow(subject, event, score, OptionalDouble.empty(), new TreeMap<>(groups));
  }

  /** No pseudonym, no value: rows end up in logs. */
  @Override
  public String toString() {
    return "ScoredRow[not shown]";
  }

  private static boolean probability(double value) {
    return value >= 0 && value <= 1;
  }
}
