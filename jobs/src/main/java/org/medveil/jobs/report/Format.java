package org.medveil.jobs.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** How numbers are written on the page, the same in every locale. */
final class Format {
  private Format() {}

  /** ε with three decimals, rounded up: the page never claims more privacy than there is. */
  static String epsilon(double epsilon) {
    return decimals(epsilon, 3, RoundingMode.CEILING);
  }

  /** What is left of a budget, rounded down. */
  static String left(double epsilon) {
    return decimals(epsilon, 3, RoundingMode.FLOOR);
  }

  /** A score in [0, 1] with three decimals. */
  static String score(double score) {
    return decimals(score, 3, RoundingMode.HALF_EVEN);
  }

  static String interval(UtilityData.Score score) {
    return score(score.auroc()) + " [" + score(score.ciLow()) + "–" + score(score.ciHigh()) + "]";
  }

  /** Up to four significant digits; very small numbers as 1e-5. */
  static String number(double value) {
    if (value != 0 && Math.abs(value) < 1e-3) {
      BigDecimal exact = new BigDecimal(value).round(new MathContext(4));
      int exponent = exact.precision() - exact.scale() - 1;
      BigDecimal mantissa = exact.movePointLeft(exponent).stripTrailingZeros();
      return mantissa.toPlainString() + "e" + exponent;
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
    return rounded.toPlainString();
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** "1 file", "2 files". */
  static String count(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  static String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }

  /** A reason's code in words: NOT_DICOM becomes "not DICOM". */
  static String reason(String code) {
    return code.toLowerCase(Locale.ROOT).replace('_', ' ').replaceAll("\\bdicom\\b", "DICOM");
  }

  /** "a", "a and b", "a, b and c". */
  static String list(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  private static String decimals(double value, int places, RoundingMode mode) {
    return BigDecimal.valueOf(value).setScale(places, mode).toPlainString();
  }
}
