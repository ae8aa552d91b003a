package org.medveil.jobs.preflight;

import java.time.Duration;
import org.apache.spark.SparkConf;
import org.medveil.contracts.Refusal;

/**
 * How long a verb waits for a cluster, and for how much of it.
 *
 * @param limit longest wait, {@code spark.medveil.resources.wait}; 0 looks once
 * @param executors fewest executors to start with, {@code spark.medveil.resources.minExecutors}
 */
record Patience(Duration limit, int executors) {
  static final String WAIT = "spark.medveil.resources.wait";
  static final String EXECUTORS = "spark.medveil.resources.minExecutors";
  static final String UI = "spark.medveil.master.ui";

  /**
   * @throws Refusal exit 2 for a value that is none
   */
  static Patience of(SparkConf conf) {
    try {
      long seconds = conf.getTimeAsSeconds(WAIT, "120s");
      int executors = conf.getInt(EXECUTORS, 1);
      if (seconds >= 0 && executors >= 1) {
        return new Patience(Duration.ofSeconds(seconds), executors);
      }
    } catch (IllegalArgumentException e) {
      // NumberFormatException is one: said below.
    }
    throw Refusal.usage(
        WAIT
            + " or "
            + EXECUTORS
            + " cannot be used: '"
            + conf.get(WAIT, "120s")
            + "', '"
            + conf.get(EXECUTORS, "1")
            + "'",
        "a time such as 120s (--wait-resources), and a number of executors from 1 on");
  }
}
