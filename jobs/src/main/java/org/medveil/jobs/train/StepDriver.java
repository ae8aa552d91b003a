package org.medveil.jobs.train;

import org.medveil.learning.StepPoint;

/**
 * Who computes the clipped sum of a step, and where. All drivers give the same sum, bit for bit, so
 * one may take over from another within a run. Used by one thread.
 */
interface StepDriver extends AutoCloseable {
  /**
   * The exact sum of one step over all patients of its draw, in grid units. The same point gives
   * the same sum however often it is asked for; nothing of it is noised yet.
   *
   * @param point step from 0, where the model is, and the step's clipping norm
   * @throws RuntimeException when Spark gives a task up; its causes tell why
   */
  long[] sum(StepPoint point);

  /** A step clipped to the grid's norm. */
  default long[] sum(int step, float[] parameters) {
    return sum(new StepPoint(parameters, step));
  }

  /** Sends tasks home and gives memory back. */
  @Override
  void close();
}
