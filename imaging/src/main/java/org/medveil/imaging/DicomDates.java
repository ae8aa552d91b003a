package org.medveil.imaging;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as DICOM writes them: DA, the day of a DT, and the older form with dots (PS3.5 6.2). */
public final class DicomDates {
  private static final Pattern DATE =
      Pattern.compile("(\\d{4})\\.?(\\d{2})\\.?(\\d{2})(\\d{0,6}([.]\\d{1,6})?([+-]\\d{4})?)");

  private DicomDates() {}

  /** The day, or null when the text is null or not a day of the calendar. */
  public static LocalDate parse(String text) {
    if (text == null) {
      return null;
    }
    Matcher matcher = DATE.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    try {
      int year = Integer.parseInt(matcher.group(1));
      int month = Integer.parseInt(matcher.group(2));
      return LocalDate.of(year, month, Integer.parseInt(matcher.group(3)));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
