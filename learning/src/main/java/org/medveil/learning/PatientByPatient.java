package org.medveil.learning;

import org.medveil.contracts.Refusal;
import org.medveil.dp.GridGaussian;

/** Sums one patient's gradient after the other: slow, simple, for any allowed model. */
final class PatientByPatient implements ClippedSums {
  private final PatientGradient gradient;
  private final GridGaussian grid;

  PatientByPatient(PatientGradient gradient, GridGaussian grid, EngineSettings settings) {
    if (!(settings.clipping() instanceof ClippingRule.Flat)
        || !settings.augmentation().equals(Augmentation.NONE)) {
      throw Refusal.usage(
          "a layer of the model has no kernel of the engine, which the clipping rule or"
              + " augmentation needs",
          "use flat clipping and no augmentation, or ConvolutionLayer in the place of depthwise and separable ones");
    }
    this.gradient = gradient;
    this.grid = grid;
  }

  @Override
  public void add(StepPoint point, Cohort cohort, int[] sampled, long[] sum) {
    for (int patient : sampled) {
      DpSgdStep.addPatient(gradient, point.parameters(), cohort.patient(patient), grid, sum);
    }
  }

  @Override
  public void close() {
    // The gradient's buffers are on the heap.
  }
}
