package org.medveil.learning.engine;

/** Every number times a constant. */
final class ScaleOperation implements Operation {
  private final Wiring wiring;
  private final float factor;

  ScaleOperation(Wiring wiring, double factor) {
    this.wiring = wiring;
    this.factor = (float) factor;
  }

  @Override
  public void forward(Pass pass) {
    times(wiring.input(), wiring.output(), pass.rows() * wiring.inputWidth());
  }

  @Override
  public void backward(Pass pass) {
    if (wiring.wantsInputDelta()) {
      times(wiring.outputDelta(), wiring.inputDelta(), pass.rows() * wiring.inputWidth());
    }
  }

  private void times(float[] from, float[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = from[i] * factor;
    }
  }
}
