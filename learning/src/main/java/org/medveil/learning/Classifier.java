package org.medveil.learning;

/**
 * A model with its parameters, for scoring only: the parameters go in and do not come out, so what
 * was trained without noise cannot be published by way of this class.
 */
public final class Classifier {
  private final PatientGradient model;
  private final float[] parameters;

  /**
   * @param spec the model
   * @param parameters as many as the model has; copied
   */
  public Classifier(ModelSpec spec, float[] parameters) {
    if (parameters.length != spec.parameterCount()) {
      throw new IllegalArgumentException("the model has " + spec.parameterCount() + " parameters");
    }
    this.model = spec.gradient();
    this.parameters = parameters.clone();
  }

  /** One probability per vector, as in {@link PatientGradient#scores}. */
  public float[] scores(float[][] features) {
    return model.scores(parameters, features);
  }

  /** One log-odds per vector, as in {@link PatientGradient#logits}; best for AUROC. */
  public float[] logits(float[][] features) {
    return model.logits(parameters, features);
  }
}
