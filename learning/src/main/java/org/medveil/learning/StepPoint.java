package org.medveil.learning;

/**
 * Where a step is taken.
 *
 * @param parameters all of the model's, in DL4J's order; not copied, left alone
 * @param step number of the step from 0; what is drawn publicly for it (dropout, augmentation)
 *     follows from it
 * @param clippingNorm of this step, for {@link ClippingRule.Adaptive}; other rules take the grid's
 */
public record StepPoint(float[] parameters, int step, double clippingNorm) {
  /** A step clipped to the grid's norm. */
  public StepPoint(float[] parameters, int step) {
    this(parameters, step, Double.NaN);
  }
}
