package org.medveil.learning;

import org.medveil.dp.GridGaussian;

/**
 * A patient's part in one step of DP-SGD (Abadi et al. 2016, with the patient as the unit): mean
 * over the patient's images first, then one clip, then onto the grid.
 */
public final class DpSgdStep {
  private DpSgdStep() {}

  /**
   * Adds one patient to the step's sum.
   *
   * @param gradient the model's gradient
   * @param parameters where the model is
   * @param patient a patient whom the step's Poisson draw includes; each at most once per step
   * @param grid clip, grid and noise of the run
   * @param sum grid units, one per parameter; exact, so the order of patients does not matter
   */
  public static void addPatient(
      PatientGradient gradient,
      float[] parameters,
      PatientExamples patient,
      GridGaussian grid,
      long[] sum) {
    double[] mean = new double[gradient.parameterCount()];
    gradient.meanGradient(parameters, patient, mean);
    grid.addClipped(mean, sum);
  }
}
