package org.medveil.imaging.deid;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.medveil.imaging.Pseudonymizer;

/** All dates of one patient move by the same number of days; texts as DICOM writes them. */
final class DateShift {
  private static final int LATEST = 9999;

  private final long daysBack;

  private DateShift(long daysBack) {
    this.daysBack = daysBack;
  }

  /** Of the patient with this pseudonym; the same as {@link Pseudonymizer#shift}. */
  static DateShift of(Pseudonymizer pseudonymizer, String subject) {
    LocalDate moved = pseudonymizer.shift(subject, LocalDate.EPOCH);
    return new DateShift(ChronoUnit.DAYS.between(moved, LocalDate.EPOCH));
  }

  /**
   * The moved text of a DA or DT with a whole day; dots of the old form of DA go. Null when there
   * is no whole day to move.
   */
  String shift(String text) {
    String value = text.strip();
    boolean dotted = value.length() == 10 && value.charAt(4) == '.' && value.charAt(7) == '.';
    String digits = dotted ? value.replace(".", "") : value;
    LocalDate day = day(digits);
    if (day == null || !restIsTime(digits)) {
      return null;
    }
    LocalDate moved = day.minusDays(daysBack);
    if (moved.getYear() < 1 || moved.getYear() > LATEST) {
      return null;
    }
    return compact(moved) + digits.substring(8);
  }

  /** The first eight digits as a day of the calendar, or null. */
  static LocalDate day(String digits) {
    if (digits.length() < 8) {
      return null;
    }
    int number = 0;
    for (int i = 0; i < 8; i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return null;
      }
      number = 10 * number + digit;
    }
    try {
      return LocalDate.of(number / 10000, number / 100 % 100, number % 100);
    } catch (DateTimeException e) {
      return null;
    }
  }

  static String compact(LocalDate day) {
    return String.valueOf(
        new char[] {
          digit(day.getYear() / 1000),
          digit(day.getYear() / 100),
          digit(day.getYear() / 10),
          digit(day.getYear()),
          digit(day.getMonthValue() / 10),
          digit(day.getMonthValue()),
          digit(day.getDayOfMonth() / 10),
          digit(day.getDayOfMonth())
        });
  }

  private static char digit(int number) {
    return (char) ('0' + number % 10);
  }

  /** Time of day, fraction and offset of a DT, and nothing that could be a name. */
  private static boolean restIsTime(String digits) {
    for (int i = 8; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && c != '+' && c != '-') {
        return false;
      }
    }
    return digits.length() <= 26;
  }
}
