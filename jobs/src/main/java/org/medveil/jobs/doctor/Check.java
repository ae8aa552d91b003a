package org.medveil.jobs.doctor;

import java.util.concurrent.Callable;

/**
 * One thing a machine must have.
 *
 * @param name what is checked
 * @param ok false when a verb would fail
 * @param detail what was found
 * @param cure what to do when not ok
 */
record Check(String name, boolean ok, String detail, String cure) {
  /** Runs a probe; whatever it throws is a failed check. */
  static Check of(String name, String cure, Callable<String> probe) {
    try {
      return new Check(name, true, probe.call(), "");
    } catch (Exception | LinkageError e) {
      String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return new Check(name, false, message.lines().findFirst().orElse(""), cure);
    }
  }
}
