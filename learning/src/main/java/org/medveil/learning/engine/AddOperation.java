package org.medveil.learning.engine;

import java.util.List;

/** The sum of several slots. */
final class AddOperation implements Operation {
  private final List<Wiring> inputs;

  /**
   * @param inputs one wiring for each input, all with one output
   */
  AddOperation(List<Wiring> inputs) {
    this.inputs = List.copyOf(inputs);
  }

  @Override
  public void forward(Pass pass) {
    float[] y = inputs.get(0).output();
    int n = pass.rows() * inputs.get(0).outputWidth();
    System.arraycopy(inputs.get(0).input(), 0, y, 0, n);
    for (Wiring other : inputs.subList(1, inputs.size())) {
      addTo(y, other.input(), n);
    }
  }

  @Override
  public void backward(Pass pass) {
    for (Wiring input : inputs) {
      if (input.wantsInputDelta()) {
        int n = pass.rows() * input.outputWidth();
        System.arraycopy(input.outputDelta(), 0, input.inputDelta(), 0, n);
      }
    }
  }

  static void addTo(float[] y, float[] x, int n) {
    for (int i = 0; i < n; i++) {
      y[i] += x[i];
    }
  }
}
