package org.medveil.dp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.medveil.contracts.Refusal;

/**
 * When a row is written. Never before the row above it: windows rest on time that runs forwards.
 *
 * @param instant UTC, whole milliseconds
 */
record LedgerTime(Instant instant) {
  private static final Duration MOST_SKEW = Duration.ofMinutes(5);
  // Fixed width, so that text sorts as time does.
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /**
   * Now, or the last row's time if the clock is a little behind it.
   *
   * @throws Refusal exit 75 if the clock is more than five minutes behind the last row
   */
  static LedgerTime after(Instant last, Clock clock) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (now.plus(MOST_SKEW).isBefore(last)) {
      throw Refusal.tryAgain(
          "This machine's clock is behind the privacy ledger's last entry.",
          "Set the clock (NTP); a budget per window rests on it.");
    }
    return new LedgerTime(now.isBefore(last) ? last : now);
  }

  static LedgerTime now(Clock clock) {
    return new LedgerTime(clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  String text() {
    return FORM.format(instant);
  }
}
