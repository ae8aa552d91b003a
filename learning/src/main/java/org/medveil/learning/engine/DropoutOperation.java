package org.medveil.learning.engine;

import java.util.SplittableRandom;

/**
 * Dropout whose mask follows from step, patient and image alone: a repeated task drops the same
 * numbers, and no image's mask depends on another's. Not privacy-relevant chance.
 */
final class DropoutOperation implements Operation {
  private final Wiring wiring;
  private final double retain;
  private final long salt;
  private final float[] mask;

  /**
   * @param salt differs from one dropout of the network to the next
   */
  DropoutOperation(Wiring wiring, double retain, long salt, Rows most) {
    this.wiring = wiring;
    this.retain = retain;
    this.salt = salt;
    this.mask = new float[most.pass() * wiring.inputWidth()];
  }

  @Override
  public void forward(Pass pass) {
    int width = wiring.inputWidth();
    float kept = (float) (1 / retain);
    for (int row = 0; row < pass.rows(); row++) {
      SplittableRandom chance = new SplittableRandom(pass.seed(row) + salt);
      for (int i = row * width; i < (row + 1) * width; i++) {
        mask[i] = chance.nextDouble() < retain ? kept : 0;
      }
    }
    times(wiring.input(), wiring.output(), pass.rows() * width);
  }

  @Override
  public void backward(Pass pass) {
    if (wiring.wantsInputDelta()) {
      times(wiring.outputDelta(), wiring.inputDelta(), pass.rows() * wiring.inputWidth());
    }
  }

  private void times(float[] from, float[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = from[i] * mask[i];
    }
  }
}
