package org.medveil.jobs.preflight;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why no executor can come.
 *
 * @param lasting true when waiting cannot help: workers are there and none of them, not even one
 *     that is away now, is large enough. Then the configuration is wrong (2); anything else may
 *     pass (75)
 * @param reason one sentence
 * @param cure what to do
 */
record Shortage(boolean lasting, String reason, String cure) {
  private static final int NAMED = 4;

  /**
   * Empty when the cluster could start an executor now.
   *
   * @param own id of the application that asks; empty before it has one
   */
  static Optional<Shortage> of(MasterState master, ExecutorShape executor, String own) {
    List<WorkerState> alive = master.alive();
    if (!master.status().equals("ALIVE")) {
      return passing("the Master is " + master.status(), "wait until it has taken over");
    }
    if (alive.isEmpty()) {
      return passing(
          "no worker is alive (" + master.workers().size() + " known to the Master)",
          "start the workers, read their logs: pipelines/cluster status");
    }
    if (alive.stream().anyMatch(worker -> worker.canHoldNow(executor))) {
      return Optional.empty();
    }
    if (alive.stream().anyMatch(worker -> worker.couldHold(executor))) {
      long others = master.applications().stream().filter(id -> !id.equals(own)).count();
      return others == 0
          ? passing(
              "the workers start executors, and none reports to the driver: they end at once, or"
                  + " cannot reach it",
              "the executor's stderr in its worker's work folder says which; spark.driver.host must"
                  + " be an address that workers can reach")
          : passing(
              "the workers are taken, "
                  + others
                  + " other applications run; an executor asks for "
                  + executor,
              "wait for them, or limit them: spark.cores.max");
    }
    String asked = "an executor asks for " + executor + ", and no worker alive has that: ";
    String cure =
        "smaller executors (spark.executor.cores, spark.executor.memory, "
            + ExecutorShape.GPUS
            + "), or larger workers";
    if (master.workers().stream().anyMatch(worker -> worker.couldHold(executor))) {
      return passing(asked + listed(alive), "a worker that is large enough is dead: start it");
    }
    return Optional.of(new Shortage(true, asked + listed(alive), cure));
  }

  private static Optional<Shortage> passing(String reason, String cure) {
    return Optional.of(new Shortage(false, reason, cure));
  }

  private static String listed(List<WorkerState> workers) {
    String named =
        workers.stream()
            .limit(NAMED)
            .map(worker -> worker.name() + " has " + worker.whole())
            .collect(Collectors.joining("; "));
    return workers.size() > NAMED ? named + "; and " + (workers.size() - NAMED) + " more" : named;
  }
}
