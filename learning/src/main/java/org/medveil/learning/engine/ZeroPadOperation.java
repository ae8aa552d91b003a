package org.medveil.learning.engine;

import java.util.Arrays;
import org.medveil.learning.LayerOp;
import org.medveil.learning.ModelNode;
import org.medveil.learning.Shape;

/** Zeros around each channel. */
final class ZeroPadOperation implements Operation {
  private final Wiring wiring;
  private final LayerOp.ZeroPad op;
  private final Shape in;
  private final Shape out;

  ZeroPadOperation(Wiring wiring, ModelNode node) {
    this.wiring = wiring;
    this.op = (LayerOp.ZeroPad) node.op();
    this.in = node.in();
    this.out = node.out();
  }

  @Override
  public void forward(Pass pass) {
    Arrays.fill(wiring.output(), 0, pass.rows() * out.size(), 0);
    for (int line = 0; line < pass.rows() * in.channels() * in.height(); line++) {
      System.arraycopy(
          wiring.input(), line * in.width(), wiring.output(), inside(line), in.width());
    }
  }

  @Override
  public void backward(Pass pass) {
    if (wiring.wantsInputDelta()) {
      for (int line = 0; line < pass.rows() * in.channels() * in.height(); line++) {
        System.arraycopy(
            wiring.outputDelta(), inside(line), wiring.inputDelta(), line * in.width(), in.width());
      }
    }
  }

  private int inside(int line) {
    int plane = line / in.height();
    int row = line % in.height();
    return plane * out.plane() + (row + op.top()) * out.width() + op.left();
  }
}
