package org.medveil.learning;

import java.util.Arrays;
import java.util.List;
import org.medveil.contracts.Refusal;

/**
 * Closed-form gradients for stacks of dense layers: one forward and one backward pass per image in
 * plain Java, sums in double. No natives, no shared state: any number of threads may use one.
 */
final class DensePatientGradient implements PatientGradient {
  private final int inputs;
  private final Stage[] stages;
  private final Head head;
  private final int parameterCount;

  DensePatientGradient(int inputs, List<Stage> stages, int parameterCount) {
    this.inputs = inputs;
    this.stages = stages.toArray(Stage[]::new);
    this.head = new Head(this.stages[this.stages.length - 1].outputs());
    this.parameterCount = parameterCount;
  }

  @Override
  public int parameterCount() {
    return parameterCount;
  }

  @Override
  public void meanGradient(float[] parameters, PatientExamples patient, double[] out) {
    checkLength(parameters, out.length);
    Arrays.fill(out, 0);
    double[][] values = buffers();
    double[][] deltas = buffers();
    for (int image = 0; image < patient.size(); image++) {
      forward(parameters, patient.features()[image], values);
      head.delta(values[stages.length], patient.labels()[image], deltas[stages.length]);
      for (int s = stages.length - 1; s >= 0; s--) {
        stages[s].addGradient(values[s], deltas[s + 1], out);
        if (s > 0) {
          stages[s].backward(parameters, values[s], deltas[s + 1], deltas[s]);
        }
      }
    }
    for (int i = 0; i < out.length; i++) {
      out[i] /= patient.size();
    }
  }

  @Override
  public float[] logits(float[] parameters, float[][] features) {
    checkLength(parameters, parameterCount);
    double[][] values = buffers();
    float[] logits = new float[features.length];
    for (int image = 0; image < features.length; image++) {
      forward(parameters, features[image], values);
      logits[image] = (float) head.logit(values[stages.length]);
    }
    return logits;
  }

  @Override
  public float[] scores(float[] parameters, float[][] features) {
    float[] scores = logits(parameters, features);
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) Head.sigmoid(scores[i]);
    }
    return scores;
  }

  private void forward(float[] parameters, float[] vector, double[][] values) {
    if (vector.length != inputs) {
      throw wrongLength(vector.length, inputs);
    }
    for (int i = 0; i < inputs; i++) {
      values[0][i] = vector[i];
    }
    for (int s = 0; s < stages.length; s++) {
      stages[s].forward(parameters, values[s], values[s + 1]);
    }
  }

  private double[][] buffers() {
    double[][] buffers = new double[stages.length + 1][];
    buffers[0] = new double[inputs];
    for (int s = 0; s < stages.length; s++) {
      buffers[s + 1] = new double[stages[s].outputs()];
    }
    return buffers;
  }

  private void checkLength(float[] parameters, int outLength) {
    if (parameters.length != parameterCount || outLength != parameterCount) {
      throw new IllegalArgumentException("the model has " + parameterCount + " parameters");
    }
  }

  static Refusal wrongLength(int found, int expected) {
    return Refusal.badData(
        "a vector has " + found + " numbers, the model takes " + expected,
        "train and score with the encoder that the model was specified for");
  }
}
