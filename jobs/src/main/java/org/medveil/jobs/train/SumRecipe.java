package org.medveil.jobs.train;

import java.io.Serializable;
import org.medveil.dp.GridGaussian;
import org.medveil.jobs.preflight.TaskDevice;
import org.medveil.learning.ClippedSums;
import org.medveil.learning.Cohort;
import org.medveil.learning.EngineSettings;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.StepPoint;
import org.medveil.learning.ThreadDevice;

/**
 * How a partition computes its part of a step; travels to the executors.
 *
 * @param model what is trained
 * @param grid clip and grid
 * @param engine how the gradient is computed
 * @param patients who is in which step
 */
record SumRecipe(ModelSpec model, GridGaussian grid, EngineSettings engine, StepPatients patients)
    implements Serializable {
  /** An engine; it keeps buffers, so one thread uses it at a time and closes it. */
  ClippedSums engineForOneThread() {
    return model.sums(grid, engine);
  }

  /** Entries of a sum. */
  int length() {
    return grid.dimension();
  }

  /** Adds a partition's patients of a step. */
  void add(ClippedSums sums, StepPoint point, Cohort cohort, long[] sum) {
    ThreadDevice.use(TaskDevice.given());
    sums.add(point, cohort, patients.sampled(point.step(), cohort), sum);
  }

  /** Says nothing about the draw. */
  @Override
  public String toString() {
    return "SumRecipe[" + model + "]";
  }
}
