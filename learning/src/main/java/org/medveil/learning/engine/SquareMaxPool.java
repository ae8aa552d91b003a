package org.medveil.learning.engine;

import org.medveil.kernels.SquarePool;
import org.medveil.learning.LayerOp;
import org.medveil.learning.ModelNode;
import org.medveil.learning.PoolKind;
import org.medveil.learning.Shape;
import org.medveil.learning.Window;

/** The maximum of 2 x 2 pixels without padding, by the Rust library. */
final class SquareMaxPool implements Operation {
  private final Wiring wiring;
  private final SquarePool pool;
  private final byte[] winners;

  SquareMaxPool(Wiring wiring, ModelNode node, Rows most) {
    Shape in = node.in();
    Window window = ((LayerOp.Pool) node.op()).window();
    this.wiring = wiring;
    this.pool =
        new SquarePool(
            in.channels(),
            new SquarePool.Pair(in.height(), in.width()),
            new SquarePool.Pair(window.strideHeight(), window.strideWidth()));
    this.winners = new byte[node.out().size() * most.pass()];
  }

  static boolean suits(LayerOp.Pool op) {
    Window w = op.window();
    return op.kind() == PoolKind.MAX
        && w.kernelHeight() == 2
        && w.kernelWidth() == 2
        && w.padTop() + w.padLeft() + w.padBottom() + w.padRight() == 0;
  }

  @Override
  public void forward(Pass pass) {
    pool.forward(wiring.input(), wiring.output(), winners, pass.rows());
  }

  @Override
  public void backward(Pass pass) {
    if (wiring.wantsInputDelta()) {
      pool.backward(wiring.outputDelta(), winners, wiring.inputDelta(), pass.rows());
    }
  }
}
