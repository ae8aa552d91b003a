package org.medveil.learning.engine;

import org.medveil.contracts.Refusal;
import org.medveil.learning.LayerOp;

/** The end of a network: weight(label) (probability - truth) is the loss gradient at the scores. */
final class CrossEntropy {
  private final LayerOp.Output output;

  CrossEntropy(LayerOp.Output output) {
    this.output = output;
  }

  /**
   * Writes the loss gradient of each row of a pass.
   *
   * @throws Refusal exit 65 for a label that the model has no output for
   */
  void backward(Pass pass, float[] scores, float[] deltas) {
    int width = output.outputs();
    double[] probability = new double[width];
    for (int row = 0; row < pass.rows(); row++) {
      int label = pass.store().label(pass.firstRow() + row);
      if (label < 0 || label >= output.classes()) {
        throw Refusal.badData(
            "a label is not below the model's number of classes, " + output.classes(),
            "check the outcomes, or give the model as many outputs as there are classes");
      }
      double weight = output.classWeight(label);
      probabilities(scores, row * width, probability);
      for (int k = 0; k < width; k++) {
        double truth = output.softmax() ? (k == label ? 1 : 0) : label;
        deltas[row * width + k] = (float) (weight * (probability[k] - truth));
      }
    }
  }

  private void probabilities(float[] scores, int at, double[] out) {
    if (!output.softmax()) {
      out[0] = 1 / (1 + Math.exp(-scores[at]));
      return;
    }
    double shift = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < out.length; k++) {
      shift = Math.max(shift, scores[at + k]);
    }
    double sum = 0;
    for (int k = 0; k < out.length; k++) {
      out[k] = Math.exp(scores[at + k] - shift);
      sum += out[k];
    }
    for (int k = 0; k < out.length; k++) {
      out[k] /= sum;
    }
  }
}
