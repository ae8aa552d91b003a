package org.medveil.learning;

/**
 * Where a step is taken.
 *
 * @param parameters all of the model's, in DL4J's order; not copied, left alone
 * @param step number of the step from 0; what is drawn publicly for it (dropout, augmentation)
 *     follows from it
 */
public record StepPoint(float[] parameters, int step) {}
