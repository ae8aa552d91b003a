package org.medveil.jobs.train;

import java.util.List;
import org.medveil.contracts.Refusal;

/**
 * Where the steps are computed. None of it changes the result or what it costs in privacy.
 *
 * @param driver {@code auto}, {@code job}, {@code resident} or {@code local}
 * @param checkpointEvery steps between two checkpoints, 0 for none; used where there is a place to
 *     keep them
 * @param microBatch most images that go through the network at once, 0 for what fits the caches
 * @param localLimit up to so many bytes of decoded vectors, auto computes in the driver's JVM
 */
public record DriverSettings(String driver, int checkpointEvery, long localLimit, int microBatch) {
  static final List<String> DRIVERS = List.of("auto", "job", "resident", "local");

  /** Checks names and ranges; anything else is exit 2. */
  public DriverSettings {
    if (!DRIVERS.contains(driver)) {
      throw Refusal.usage(
          "there is no driver '" + driver + "'", "known: " + String.join(", ", DRIVERS));
    }
    if (checkpointEvery < 0) {
      throw Refusal.usage("checkpoint-every is negative", "0 keeps no checkpoints");
    }
    if (microBatch < 0) {
      throw Refusal.usage("micro-batch is negative", "0 lets the engine choose");
    }
    if (localLimit < 0) {
      throw Refusal.usage("local-limit is negative", "0 never chooses the local driver");
    }
  }

  /** With the engine's own micro-batch. */
  public DriverSettings(String driver, int checkpointEvery, long localLimit) {
    this(driver, checkpointEvery, localLimit, 0);
  }

  /** What {@code train} does when nothing is said. */
  public static DriverSettings auto() {
    return named("auto");
  }

  /** A driver by name, the rest as {@link #auto()}. */
  public static DriverSettings named(String driver) {
    return new DriverSettings(driver, 100, 256L << 20);
  }
}
