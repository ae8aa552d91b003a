package org.medveil.audits.removal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.audits.erasure.Concept;

/**
 * A yes-or-no question about a row that an attacker, or the task, tries to answer from the vector.
 *
 * @param name for people, e.g. {@code sex is F}
 * @param known whether the row answers it
 * @param positive the answer
 */
public record Target(String name, Predicate<AuditRow> known, Predicate<AuditRow> positive) {
  private static final int LEAST = 4;

  /** The task: label 1. */
  public static Target label() {
    return new Target("label", row -> row.label().isPresent(), row -> is(row.label(), "1"));
  }

  /**
   * Sex, ethnicity, site and scanner: the most frequent level of the rows against the others. Age:
   * the upper half of the bands against the lower.
   */
  public static Target of(Concept concept, AuditRows rows) {
    if (concept == Concept.AGE) {
      int[] ages = rows.all().stream().mapToInt(Target::age).filter(age -> age >= 0).toArray();
      Arrays.sort(ages);
      int middle = ages.length == 0 ? 0 : ages[ages.length / 2];
      return new Target(
          "age " + middle + " or more", row -> age(row) >= 0, row -> age(row) >= middle);
    }
    String level = mostFrequent(rows, concept::of);
    // The level is not named: it may be a value that few patients have.
    return new Target(
        concept.word() + ", most frequent against the rest",
        row -> concept.of(row).isPresent(),
        row -> is(concept.of(row), level));
  }

  /**
   * Whether at least four patients give each answer; with fewer, too many replicates of a bootstrap
   * lack one.
   */
  public boolean askable(AuditRows rows) {
    return patients(rows, positive) >= LEAST && patients(rows, positive.negate()) >= LEAST;
  }

  private long patients(AuditRows rows, Predicate<AuditRow> answer) {
    return rows.all().stream().filter(known.and(answer)).map(AuditRow::subject).distinct().count();
  }

  private static int age(AuditRow row) {
    return row.ageBand().map(Concept::years).orElse(OptionalInt.empty()).orElse(-1);
  }

  private static String mostFrequent(AuditRows rows, Function<AuditRow, Optional<String>> value) {
    Map<String, Integer> counts = new HashMap<>();
    rows.all().forEach(row -> value.apply(row).ifPresent(v -> counts.merge(v, 1, Integer::sum)));
    return counts.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  private static boolean is(Optional<String> value, String level) {
    return value.filter(level::equals).isPresent();
  }
}
