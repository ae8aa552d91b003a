package org.medveil.learning;

import org.medveil.dp.GridGaussian;

/** Sums one patient's gradient after the other: slow, simple, for any model. */
final class PatientByPatient implements ClippedSums {
  private final PatientGradient gradient;
  private final GridGaussian grid;

  PatientByPatient(PatientGradient gradient, GridGaussian grid) {
    this.gradient = gradient;
    this.grid = grid;
  }

  @Override
  public void add(float[] parameters, Cohort cohort, int[] sampled, long[] sum) {
    for (int patient : sampled) {
      DpSgdStep.addPatient(gradient, parameters, cohort.patient(patient), grid, sum);
    }
  }

  @Override
  public void close() {}
}
