package org.medveil.learning;

import java.io.Serializable;
import org.medveil.contracts.Refusal;

/**
 * The last activation and its cross-entropy, which together have the gradient "probability minus
 * truth". One output is a sigmoid over two classes, several are a softmax.
 *
 * @param outputs 1 for sigmoid, 2 or more for softmax
 */
record Head(int outputs) implements Serializable {
  int classes() {
    return Math.max(2, outputs);
  }

  /** Writes the loss gradient with respect to the scores before the activation. */
  void delta(double[] z, int label, double[] delta) {
    check(label);
    if (outputs == 1) {
      delta[0] = sigmoid(z[0]) - label;
      return;
    }
    double shift = largest(z, 0);
    double sum = 0;
    for (int k = 0; k < outputs; k++) {
      delta[k] = Math.exp(z[k] - shift);
      sum += delta[k];
    }
    for (int k = 0; k < outputs; k++) {
      delta[k] = delta[k] / sum - (k == label ? 1 : 0);
    }
  }

  /** Log-odds of "not class 0". */
  double logit(double[] z) {
    if (outputs == 1) {
      return z[0];
    }
    double shift = largest(z, 1);
    double sum = 0;
    for (int k = 1; k < outputs; k++) {
      sum += Math.exp(z[k] - shift);
    }
    return shift + Math.log(sum) - z[0];
  }

  void check(int label) {
    if (label >= classes()) {
      throw Refusal.badData(
          "the training data hold a label that the model has no class for",
          "the model knows the classes 0 to " + (classes() - 1));
    }
  }

  static double sigmoid(double z) {
    // Two branches, so that neither exponential overflows.
    return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
  }

  private double largest(double[] z, int from) {
    double largest = z[from];
    for (int k = from + 1; k < outputs; k++) {
      largest = Math.max(largest, z[k]);
    }
    return largest;
  }
}
