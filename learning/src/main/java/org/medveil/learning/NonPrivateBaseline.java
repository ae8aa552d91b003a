package org.medveil.learning;

import java.util.List;
import org.medveil.contracts.Refusal;

/**
 * What training would reach without privacy: the same model and optimizer on the same patients, all
 * of them in every step, without clip and noise. Never published: only a {@link Classifier} comes
 * out.
 */
public final class NonPrivateBaseline {
  private NonPrivateBaseline() {}

  /**
   * Trains from the model's initial parameters.
   *
   * @param spec the model
   * @param patients at least one; each patient weighs the same, however many images it has
   * @param settings the optimizer of the private run
   * @param steps full passes over all patients, at least 1
   * @throws Refusal exit 65 where there is no patient, or training left the finite numbers
   */
  public static Classifier train(
      ModelSpec spec, List<PatientExamples> patients, OptimizerSettings settings, int steps) {
    if (patients.isEmpty()) {
      throw Refusal.badData("there is no patient to train on", "see the counts of encode");
    }
    PatientGradient gradient = spec.gradient();
    int dimension = gradient.parameterCount();
    Optimizer optimizer = new Optimizer(settings, dimension, steps);
    float[] parameters = spec.initialParameters();
    double[] one = new double[dimension];
    for (int step = 0; step < steps; step++) {
      double[] sum = new double[dimension];
      for (PatientExamples patient : patients) {
        gradient.meanGradient(parameters, patient, one);
        for (int i = 0; i < dimension; i++) {
          sum[i] += one[i];
        }
      }
      parameters = optimizer.update(parameters, mean(sum, patients.size()));
    }
    float[] trained = optimizer.averaged();
    requireFinite(trained);
    return new Classifier(spec, trained);
  }

  private static float[] mean(double[] sum, int count) {
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / count);
    }
    return mean;
  }

  private static void requireFinite(float[] parameters) {
    for (float parameter : parameters) {
      if (!Float.isFinite(parameter)) {
        throw Refusal.badData(
            "training without clipping diverged", "lower the learning rate or scale the features");
      }
    }
  }
}
