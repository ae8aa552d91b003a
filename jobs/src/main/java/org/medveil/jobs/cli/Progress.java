package org.medveil.jobs.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Progress lines on stderr: what, how many of how many, how fast, how long still. */
public final class Progress {
  private static final Duration INTERVAL = Duration.ofMillis(1000);

  private final String verb;
  private final PrintStream err;
  private final Instant start = Instant.now();
  private Instant last = Instant.EPOCH;

  Progress(String verb, PrintStream err) {
    this.verb = verb;
    this.err = err;
  }

  /** A sentence about where the run stands. */
  public void say(String format, Object... arguments) {
    synchronized (this) {
      err.printf(Locale.ROOT, "[%s %5.1fs] %s%n", verb, seconds(), format(format, arguments));
    }
  }

  /** Counts of long work; printed at most once a second and at the end. */
  public void count(String what, long done, long total) {
    Instant now = Instant.now();
    synchronized (this) {
      if (done < total && Duration.between(last, now).compareTo(INTERVAL) < 0) {
        return;
      }
      last = now;
    }
    double rate = done / Math.max(1e-3, seconds());
    String eta = done == 0 || done == total ? "" : format(", ETA %.0f s", (total - done) / rate);
    say("%s %d/%d (%.0f/s%s)", what, done, total, rate, eta);
  }

  /** Seconds since the verb started. */
  public double seconds() {
    return Duration.between(start, Instant.now()).toMillis() / 1000.0;
  }

  private static String format(String format, Object... arguments) {
    return arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments);
  }
}
