package org.medveil.jobs.train;

import java.util.function.Consumer;
import org.medveil.learning.StepPoint;

/**
 * Chooses by what it measures: the size of the decoded vectors, then the time of the first step.
 * All drivers give the same sums, so changing over after a step changes no result. What it says
 * names the rule, never a size or a number of the cohort.
 */
final class AutoDriver implements StepDriver {
  /** A step this long on the driver's few cores is worth sending out. */
  private static final double LONG_LOCAL_SECONDS = 0.3;

  /** A job costs up to 0.1 s: two percent of a step this long. */
  private static final double LONG_JOB_SECONDS = 5;

  private final StepDrivers drivers;
  private final long localLimit;
  private final Consumer<String> say;
  private StepDriver chosen;
  private boolean local;
  private boolean settled;

  AutoDriver(StepDrivers drivers, long localLimit, Consumer<String> say) {
    this.drivers = drivers;
    this.localLimit = localLimit;
    this.say = say;
  }

  @Override
  public long[] sum(StepPoint point) {
    if (chosen == null) {
      local = drivers.decodedBytes() <= localLimit;
      chosen = local ? drivers.local() : drivers.job();
    }
    long begin = System.nanoTime();
    long[] sum = chosen.sum(point);
    if (!settled) {
      settled = true;
      settle((System.nanoTime() - begin) / 1e9);
    }
    return sum;
  }

  private void settle(double seconds) {
    boolean enough =
        local
            ? seconds < LONG_LOCAL_SECONDS || !drivers.moreSlotsThanLocalThreads()
            : seconds > LONG_JOB_SECONDS;
    if (enough) {
      say.accept(
          local
              ? "driver local: the decoded vectors are below --local-limit"
              : "driver job: a step takes much longer than starting a job");
    } else if (drivers.obstacleToResident().isPresent()) {
      String kept = local ? "local" : "job";
      say.accept("driver " + kept + ", not resident: " + drivers.obstacleToResident().get());
    } else {
      say.accept(
          local
              ? "driver resident: a step is long enough to use the executors"
              : "driver resident: a step is short beside starting a job");
      chosen.close();
      chosen = drivers.resident();
    }
  }

  @Override
  public void close() {
    if (chosen != null) {
      chosen.close();
    }
  }
}
