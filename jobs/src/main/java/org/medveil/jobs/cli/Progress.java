package org.medveil.jobs.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Progress lines on stderr: what, how many of how many, how fast, how long still. */
public final class Progress {
  private static final Duration INTERVAL = Duration.ofMillis(1000);

  private final String verb;
  private final PrintStream err;
  private final LogForm form;
  private final Instant start = Instant.now();
  private Instant last = Instant.EPOCH;
  private Pace pace;

  /**
   * Where the counting of a step began: what came before it, Spark's start too, is not its time.
   */
  private record Pace(String what, long from, Instant since) {
    boolean of(String other, long done) {
      return what.equals(other) && done >= from;
    }

    /** 0 as long as nothing can be said. */
    double perSecond(long done, Instant now) {
      long millis = Duration.between(since, now).toMillis();
      return millis > 0 ? (done - from) * 1000.0 / millis : 0;
    }
  }

  Progress(String verb, PrintStream err, LogForm form) {
    this.verb = verb;
    this.err = err;
    this.form = form;
  }

  /** A sentence about where the run stands. */
  public void say(String format, Object... arguments) {
    print(format(format, arguments), Map.of());
  }

  /** Counts of long work; printed at most once a second and at the end. */
  public void count(String what, long done, long total) {
    Instant now = Instant.now();
    synchronized (this) {
      if (pace == null || !pace.of(what, done)) {
        pace = new Pace(what, done, now);
      }
      if (done < total && Duration.between(last, now).compareTo(INTERVAL) < 0) {
        return;
      }
      last = now;
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("step", what);
      facts.put("done", done);
      facts.put("total", total);
      String speed = "";
      double rate = pace.perSecond(done, now);
      if (rate > 0) {
        facts.put("perSecond", Math.round(rate * 10) / 10.0);
        speed = format(rate < 10 ? " (%.1f/s" : " (%.0f/s", rate);
        if (done < total) {
          double left = (total - done) / rate;
          facts.put("etaSeconds", Math.round(left));
          speed += format(", ETA %.0f s", left);
        }
        speed += ")";
      }
      print(format("%s %d/%d%s", what, done, total, speed), facts);
    }
  }

  /** When the verb started. */
  Instant started() {
    return start;
  }

  /** Seconds since the verb started. */
  public double seconds() {
    return Duration.between(start, Instant.now()).toMillis() / 1000.0;
  }

  private void print(String message, Map<String, Object> facts) {
    synchronized (this) {
      err.println(form.line(verb, seconds(), message, facts));
    }
  }

  private static String format(String format, Object... arguments) {
    return arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments);
  }
}
