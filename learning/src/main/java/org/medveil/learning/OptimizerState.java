package org.medveil.learning;

/**
 * Where an {@link Optimizer} stands: with it and the parameters a run goes on, bit for bit, as if
 * it had not stopped. A function of noised gradients and public settings only.
 *
 * @param done updates made, at least 1
 * @param updater the updater's state as ND4J lays it out; empty for sgd
 * @param averageSum weighted sum of iterates, one entry a parameter
 * @param averageWeight what that sum is divided by
 */
public record OptimizerState(int done, float[] updater, double[] averageSum, double averageWeight) {
  /** Refuses what no optimizer hands out. */
  public OptimizerState {
    if (done < 1 || averageSum.length == 0) {
      throw new IllegalArgumentException("an optimizer's state begins with its first step");
    }
  }
}
