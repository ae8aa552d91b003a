package org.medveil.jobs.preflight;

import java.time.Duration;

/** A point on the monotonic clock. */
record Deadline(long nanos) {
  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  Deadline later(Duration time) {
    return new Deadline(nanos + time.toNanos());
  }

  /** What is left; zero once it has passed. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }

  boolean passed() {
    return left().isZero();
  }

  /** Sleeps, but not beyond it. */
  void pause(Duration time) {
    Duration sleep = left().compareTo(time) < 0 ? left() : time;
    try {
      Thread.sleep(sleep.toMillis() + 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the cluster", e);
    }
  }
}
