package org.medveil.jobs.plan;

import org.medveil.jobs.cli.StrictObject;

/**
 * What training of the logistic model cost where it was measured.
 *
 * @param rowsMeasured largest number of vectors it was measured with
 * @param dimension length of a vector
 * @param fixedSeconds before the first step: Spark's start, decoding the vectors, the ledger
 * @param loadCoreSeconds of them for a vector, on one core
 * @param stepSeconds of a step, whatever it draws: a Spark job, the noise
 * @param drawnCoreSeconds of a step, for a vector that is drawn, on one core
 * @param residentBytes resident memory of an executor with few vectors
 */
record TrainingCost(
    long rowsMeasured,
    int dimension,
    double fixedSeconds,
    double loadCoreSeconds,
    double stepSeconds,
    double drawnCoreSeconds,
    double residentBytes) {
  static TrainingCost read(StrictObject object) {
    return new TrainingCost(
        object.integer("rows_measured", 1),
        object.smallInteger("dimension", 1),
        object.notNegative("fixed_seconds"),
        object.notNegative("load_core_seconds_per_row"),
        object.positive("step_seconds"),
        object.notNegative("core_seconds_per_drawn_row"),
        object.positive("resident_bytes_per_executor"));
  }

  /** False when one size alone was measured. */
  boolean growthMeasured() {
    return loadCoreSeconds > 0 || drawnCoreSeconds > 0;
  }

  double seconds(long rows, int cores, int steps, double samplingRate) {
    double load = fixedSeconds + rows * loadCoreSeconds / cores;
    return load + steps * (stepSeconds + rows * samplingRate * drawnCoreSeconds / cores);
  }

  /** Vectors stay in memory as floats, shared out among the executors; twice while gathered. */
  double vectorBytes(long rows, int executors) {
    return 2 * 4.0 * dimension * rows / executors;
  }
}
