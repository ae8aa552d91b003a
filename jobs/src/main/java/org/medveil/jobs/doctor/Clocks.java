package org.medveil.jobs.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medveil.contracts.Refusal;

/**
 * Other clocks beside this machine's. Nothing outside the site is asked, so this says whether the
 * site's machines agree, and not which of them is right.
 */
final class Clocks {
  private final Duration limit;
  private final List<String> compared = new ArrayList<>();
  private final List<String> off = new ArrayList<>();

  Clocks(Duration limit) {
    this.limit = limit;
  }

  /** Takes a comparison: how far the other clock is ahead. */
  void add(String whose, Duration ahead) {
    String text = String.format(Locale.ROOT, "%s %+.1f s", whose, ahead.toMillis() / 1000.0);
    compared.add(text);
    if (ahead.abs().compareTo(limit) > 0) {
      off.add(text);
    }
  }

  /** The check, once everything is compared. */
  Check check() {
    if (compared.isEmpty()) {
      return Check.skipped(
          "clock",
          "no clock but this machine's: a PostgreSQL --ledger, an --exchange on another machine or"
              + " a standalone cluster has one");
    }
    return Check.of(
        "clock",
        "",
        () -> {
          if (!off.isEmpty()) {
            throw Refusal.usage(
                "more than %d s apart (--max-skew): %s"
                    .formatted(limit.toSeconds(), String.join(", ", off)),
                "run NTP or chrony on both; expiry dates and budget windows follow these clocks");
          }
          return "against this machine: " + String.join(", ", compared);
        });
  }
}
