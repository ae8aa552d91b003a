package org.medveil.learning;

import java.io.Serializable;

/**
 * Gradient of the loss with respect to all parameters, one patient at a time. No state passes from
 * one patient to the next. Parameters are one flat vector in DL4J's own layout (dense layers: W in
 * 'f' order, nIn x nOut, then b; convolutions: b, then W in 'c' order).
 */
public interface PatientGradient extends Serializable {
  /**
   * The mean over the patient's images of the gradient of the cross-entropy, not clipped.
   *
   * @param parameters {@link #parameterCount()} floats
   * @param patient vectors of the model's input length, labels below the number of classes
   * @param out {@link #parameterCount()} doubles, overwritten; not finite where features or
   *     parameters are not
   * @throws org.medveil.contracts.Refusal exit 65 if a vector or label does not suit the model
   */
  void meanGradient(float[] parameters, PatientExamples patient, double[] out);

  /** Length of the parameter vector. */
  int parameterCount();

  /**
   * One probability per vector, 0 to 1: that the class is not class 0. With two classes that is the
   * probability of class 1; with grades 0 to K-1 that of any disease.
   */
  float[] scores(float[] parameters, float[][] features);

  /**
   * The same as log-odds, ln(p / (1 - p)). Ranks as {@link #scores} does, but where a probability
   * rounds to 1 these still differ, so use them for AUROC and for membership attacks. Of networks
   * with layers other than dense they come from rounded probabilities and end at about -16 and 16.
   */
  float[] logits(float[] parameters, float[][] features);
}
