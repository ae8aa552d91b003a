package org.medveil.learning.engine;

import java.util.Arrays;
import org.medveil.learning.PoolKind;

/** Each channel becomes one number. */
final class GlobalPoolOperation implements Operation {
  private final Wiring wiring;
  private final PoolKind kind;
  private final int plane;

  /**
   * @param plane pixels of a channel
   */
  GlobalPoolOperation(Wiring wiring, PoolKind kind, int plane) {
    this.wiring = wiring;
    this.kind = kind;
    this.plane = plane;
  }

  @Override
  public void forward(Pass pass) {
    float[] x = wiring.input();
    float[] y = wiring.output();
    for (int i = 0; i < pass.rows() * wiring.outputWidth(); i++) {
      if (kind == PoolKind.MAX) {
        y[i] = x[largest(i)];
      } else {
        double sum = Sums.sum(x, i * plane, plane);
        y[i] = (float) (kind == PoolKind.AVERAGE ? sum / plane : sum);
      }
    }
  }

  private int largest(int channel) {
    float[] x = wiring.input();
    int best = channel * plane;
    for (int at = best + 1; at < (channel + 1) * plane; at++) {
      if (x[at] > x[best]) {
        best = at;
      }
    }
    return best;
  }

  @Override
  public void backward(Pass pass) {
    if (!wiring.wantsInputDelta()) {
      return;
    }
    float[] dx = wiring.inputDelta();
    float[] dy = wiring.outputDelta();
    for (int i = 0; i < pass.rows() * wiring.outputWidth(); i++) {
      if (kind == PoolKind.MAX) {
        Arrays.fill(dx, i * plane, (i + 1) * plane, 0);
        dx[largest(i)] = dy[i];
      } else {
        Arrays.fill(
            dx, i * plane, (i + 1) * plane, kind == PoolKind.AVERAGE ? dy[i] / plane : dy[i]);
      }
    }
  }
}
