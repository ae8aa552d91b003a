package org.medveil.audits.erasure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.medveil.audits.AuditRow;
import org.medveil.contracts.Refusal;

/** What of a row can be erased from its vector. */
public enum Concept {
  SEX(AuditRow::sex),
  /** The age band. */
  AGE(AuditRow::ageBand),
  ETHNICITY(AuditRow::ethnicity),
  SITE(AuditRow::site),
  SCANNER(AuditRow::scanner);

  private static final Pattern BAND = Pattern.compile("\\d{1,3}");

  private final Function<AuditRow, Optional<String>> value;

  Concept(Function<AuditRow, Optional<String>> value) {
    this.value = value;
  }

  /** As options and reports write it, e.g. {@code sex}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The row's level, if known. */
  public Optional<String> of(AuditRow row) {
    return value.apply(row);
  }

  /** The lower end of an age band such as {@code 40-64} or {@code 90+}, if it has one. */
  public static OptionalInt years(String band) {
    Matcher matcher = BAND.matcher(band);
    return matcher.lookingAt()
        ? OptionalInt.of(Integer.parseInt(matcher.group()))
        : OptionalInt.empty();
  }

  /**
   * Reads {@code sex,age}.
   *
   * @throws Refusal exit 2 for an unknown or repeated word
   */
  public static List<Concept> list(String words) {
    List<Concept> concepts =
        Arrays.stream(words.split(","))
            .map(String::trim)
            .filter(word -> !word.isEmpty())
            .map(Concept::named)
            .toList();
    if (concepts.stream().distinct().count() != concepts.size()) {
      throw Refusal.usage("A concept stands twice in the list.", "Name each once.");
    }
    return concepts;
  }

  private static Concept named(String word) {
    return Arrays.stream(values())
        .filter(concept -> concept.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.usage(
                    "there is no concept '" + word + "'",
                    "known: "
                        + Arrays.stream(values())
                            .map(Concept::word)
                            .collect(Collectors.joining(", "))));
  }
}
