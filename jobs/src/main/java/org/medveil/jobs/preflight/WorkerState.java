package org.medveil.jobs.preflight;

/**
 * A worker in the Master's eyes.
 *
 * @param name host and port
 * @param alive whether the Master hears from it
 * @param whole what it has
 * @param free what no executor holds
 */
record WorkerState(String name, boolean alive, ExecutorShape whole, ExecutorShape free) {
  boolean couldHold(ExecutorShape executor) {
    return holds(whole, executor);
  }

  boolean canHoldNow(ExecutorShape executor) {
    return alive && holds(free, executor);
  }

  /** How many such executors it could start now. */
  int roomFor(ExecutorShape executor) {
    int gpus = executor.gpus() == 0 ? Integer.MAX_VALUE : free.gpus() / executor.gpus();
    long memory = free.memoryMib() / executor.memoryMib();
    return alive
        ? Math.min(Math.min(free.cores() / executor.cores(), gpus), Math.toIntExact(memory))
        : 0;
  }

  private static boolean holds(ExecutorShape place, ExecutorShape executor) {
    return place.cores() >= executor.cores()
        && place.memoryMib() >= executor.memoryMib()
        && place.gpus() >= executor.gpus();
  }
}
