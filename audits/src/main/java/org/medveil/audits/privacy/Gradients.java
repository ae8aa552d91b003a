package org.medveil.audits.privacy;

import java.util.List;
import org.medveil.dp.SamplingPlan;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.PatientExamples;
import org.medveil.learning.PatientGradient;

/** What patients say where the model begins, clipped: an auditor knows all of it. */
final class Gradients {
  private static final double LOUD = 2;

  private final PatientGradient gradient;
  private final float[] start;
  private final double clip;

  Gradients(ModelSpec model, double clip) {
    this.gradient = model.gradient();
    this.start = model.initialParameters();
    this.clip = clip;
  }

  /** One image with the label that the model does not expect, so that its gradient is large. */
  PatientExamples surprising(String name, float[] vector) {
    float[][] image = {vector.clone()};
    int[] label = {gradient.logits(start, image)[0] > 0 ? 0 : 1};
    return new PatientExamples(name, image, label);
  }

  boolean isLoud(PatientExamples patient) {
    return norm(raw(patient)) >= LOUD * clip;
  }

  double[] clipped(PatientExamples patient) {
    double[] mean = raw(patient);
    double factor = Math.min(1, clip / norm(mean));
    for (int i = 0; i < mean.length; i++) {
      mean[i] *= factor;
    }
    return mean;
  }

  /** The expected sum of a whole run. */
  double[] sum(List<PatientExamples> patients, SamplingPlan plan) {
    double[] sum = new double[start.length];
    for (PatientExamples patient : patients) {
      double[] one = clipped(patient);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += one[i] * plan.steps() * plan.samplingRate();
      }
    }
    return sum;
  }

  private double[] raw(PatientExamples patient) {
    double[] mean = new double[gradient.parameterCount()];
    gradient.meanGradient(start, patient, mean);
    return mean;
  }

  static double norm(double[] vector) {
    double squares = 0;
    for (double value : vector) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }
}
