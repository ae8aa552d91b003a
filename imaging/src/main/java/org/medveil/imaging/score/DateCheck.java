package org.medveil.imaging.score;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.dcm4che3.data.Tag;

/** Dates move by whole days, the same number for all of a patient (PS3.15 E.3.6). */
final class DateCheck {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

  private DateCheck() {}

  static Finding finding(Requirement row, Subject original, Optional<Found> found) {
    Optional<LocalDate> before = day(row.value());
    if (before.isEmpty()) {
      return Finding.failed("the answer key has no date here");
    }
    if (found.isEmpty() || !found.get().hasValue()) {
      return Finding.failed("the date is gone");
    }
    Optional<LocalDate> after = day(FileScorer.text(found.get()));
    if (after.isEmpty()) {
      return Finding.failed("not a date any more");
    }
    if (after.get().equals(before.get())) {
      return Finding.failed("the date is as it was");
    }
    long days = ChronoUnit.DAYS.between(before.get(), after.get());
    return Finding.claimed(
        Verdict.Claim.Kind.SHIFT, original.text(Tag.PatientID), Long.toString(days));
  }

  /** The day of a DA or DT value. */
  private static Optional<LocalDate> day(String value) {
    try {
      return value.matches("\\d{8}.*")
          ? Optional.of(LocalDate.parse(value.substring(0, 8), DAY))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
