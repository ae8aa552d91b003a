package org.medveil.jobs.doctor;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/**
 * One thing that was looked at.
 *
 * @param name what
 * @param state how it is
 * @param detail what was found, or why it was not looked at
 * @param cure what to do when it failed
 */
record Check(String name, State state, String detail, String cure) {
  /**
   * How a thing is. Waiting may help what is {@link #AWAY}; nothing but work what is {@link
   * #WRONG}.
   */
  enum State {
    OK,
    WRONG,
    AWAY,
    SKIPPED
  }

  /** Runs a probe; whatever it throws is a failed check. */
  static Check of(String name, String cure, Callable<String> probe) {
    try {
      return new Check(name, State.OK, probe.call(), "");
    } catch (Refusal refusal) {
      boolean passes = refusal.exitCode() == ExitCode.TRY_AGAIN;
      return new Check(
          name,
          passes ? State.AWAY : State.WRONG,
          refusal.getMessage(),
          refusal.hint().isEmpty() ? cure : refusal.hint());
    } catch (Exception | LinkageError e) {
      String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return new Check(name, State.WRONG, message.lines().findFirst().orElse(""), cure);
    }
  }

  /** Not looked at. */
  static Check skipped(String name, String why) {
    return new Check(name, State.SKIPPED, why, "");
  }

  /** What holds is of no interest; that there is no more to look at is. */
  Check orSkipped(String why) {
    return failed() ? this : skipped(name, why);
  }

  boolean failed() {
    return state == State.WRONG || state == State.AWAY;
  }

  /** One line for a person. */
  String line() {
    String word = failed() ? "FAIL" : state.name().toLowerCase(Locale.ROOT);
    String end = failed() ? "  -> " + cure : "";
    return String.format(Locale.ROOT, "%-7s %-10s %s%s", word, name, detail, end);
  }

  /** One value for the result's JSON. */
  String value() {
    return (state == State.OK ? "" : state.name().toLowerCase(Locale.ROOT) + ": ") + detail;
  }
}
