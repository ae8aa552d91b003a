package org.medveil.imaging;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Age in whole years, from the age string (PS3.5 6.2, AS) or the birth date. */
final class PatientAge {
  private static final Pattern AGE = Pattern.compile("(\\d{1,3})([DWMY])");
  private static final int OLDEST = 150;

  private PatientAge() {}

  /** Years 0–150, or null when neither source gives a plausible age. */
  static Integer years(String age, String birthDate, LocalDate on) {
    Matcher matcher = AGE.matcher(age == null ? "" : age);
    if (matcher.matches()) {
      int count = Integer.parseInt(matcher.group(1));
      return plausible(
          switch (matcher.group(2)) {
            case "D" -> count / 365;
            case "W" -> count / 52;
            case "M" -> count / 12;
            default -> count;
          });
    }
    LocalDate born = DicomDates.parse(birthDate);
    if (born == null || on == null || born.isAfter(on)) {
      return null;
    }
    return plausible(ChronoUnit.YEARS.between(born, on));
  }

  private static Integer plausible(long years) {
    return years > OLDEST ? null : (int) years;
  }
}
