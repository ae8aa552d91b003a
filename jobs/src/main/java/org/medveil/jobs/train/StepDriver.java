package org.medveil.jobs.train;

/**
 * Who computes the clipped sum of a step, and where. All drivers give the same sum, bit for bit, so
 * one may take over from another within a run. Used by one thread.
 */
interface StepDriver extends AutoCloseable {
  /**
   * The exact sum of one step over all patients of its draw, in grid units. The same step and
   * parameters give the same sum however often it is asked for; nothing of it is noised yet.
   *
   * @param step from 0
   * @param parameters where the model is; left alone
   * @throws RuntimeException when Spark gives a task up; its causes tell why
   */
  long[] sum(int step, float[] parameters);

  /** Sends tasks home and gives memory back. */
  @Override
  void close();
}
