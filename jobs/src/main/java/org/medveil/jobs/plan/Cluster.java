package org.medveil.jobs.plan;

import org.medveil.contracts.Refusal;

/** Executors and cores of each. */
record Cluster(int executors, int coresEach) {
  private static final long PARTITION_BYTES = 128L << 20;
  private static final int TASKS_A_CORE = 2;

  Cluster {
    if (executors < 1 || coresEach < 1 || executors > 100_000 || coresEach > 1024) {
      throw Refusal.usage("a cluster has 1 to 100000 executors of 1 to 1024 cores", "");
    }
  }

  int cores() {
    return executors * coresEach;
  }

  /** For {@code spark.sql.shuffle.partitions}: two rounds of tasks, and no partition too large. */
  long partitions(double shuffledBytes) {
    return Math.max(
        (long) TASKS_A_CORE * cores(), (long) Math.ceil(shuffledBytes / PARTITION_BYTES));
  }
}
