package org.medveil.learning.engine;

import java.util.Arrays;
import org.medveil.learning.LayerOp;
import org.medveil.learning.ModelNode;
import org.medveil.learning.PoolKind;
import org.medveil.learning.Shape;
import org.medveil.learning.Window;

/** Pooling of each channel for itself; padding is never a maximum. */
final class PoolOperation implements Operation {
  private final Wiring wiring;
  private final LayerOp.Pool op;
  private final Shape in;
  private final Shape out;
  private final int[] top;
  private final int[] bottom;
  private final int[] left;
  private final int[] right;
  private final int[] winner;

  PoolOperation(Wiring wiring, ModelNode node, Rows most) {
    this.wiring = wiring;
    this.op = (LayerOp.Pool) node.op();
    this.in = node.in();
    this.out = node.out();
    Window w = op.window();
    this.top = new int[out.height()];
    this.bottom = new int[out.height()];
    for (int oy = 0; oy < out.height(); oy++) {
      int first = oy * w.strideHeight() - w.padTop();
      top[oy] = Math.max(0, first);
      bottom[oy] = Math.min(in.height(), first + w.kernelHeight());
    }
    this.left = new int[out.width()];
    this.right = new int[out.width()];
    for (int ox = 0; ox < out.width(); ox++) {
      int first = ox * w.strideWidth() - w.padLeft();
      left[ox] = Math.max(0, first);
      right[ox] = Math.min(in.width(), first + w.kernelWidth());
    }
    this.winner = new int[op.kind() == PoolKind.MAX ? out.size() * most.pass() : 0];
  }

  @Override
  public void forward(Pass pass) {
    for (int plane = 0; plane < pass.rows() * in.channels(); plane++) {
      if (op.kind() == PoolKind.MAX) {
        largest(plane);
      } else {
        sum(plane);
      }
    }
  }

  private void largest(int plane) {
    float[] x = wiring.input();
    float[] y = wiring.output();
    int base = plane * in.plane();
    int to = plane * out.plane();
    for (int oy = 0; oy < out.height(); oy++) {
      for (int ox = 0; ox < out.width(); ox++, to++) {
        int best = base + top[oy] * in.width() + left[ox];
        float value = x[best];
        for (int iy = top[oy]; iy < bottom[oy]; iy++) {
          int row = base + iy * in.width();
          for (int at = row + left[ox]; at < row + right[ox]; at++) {
            best = x[at] > value ? at : best;
            value = Math.max(value, x[at]);
          }
        }
        y[to] = value;
        winner[to] = best;
      }
    }
  }

  private void sum(int plane) {
    float[] x = wiring.input();
    int to = plane * out.plane();
    for (int oy = 0; oy < out.height(); oy++) {
      for (int ox = 0; ox < out.width(); ox++, to++) {
        double sum = 0;
        for (int iy = top[oy]; iy < bottom[oy]; iy++) {
          int row = plane * in.plane() + iy * in.width();
          for (int at = row + left[ox]; at < row + right[ox]; at++) {
            sum += x[at];
          }
        }
        wiring.output()[to] = (float) (sum * share(oy, ox));
      }
    }
  }

  /** What each pixel under a kernel contributes. */
  private double share(int oy, int ox) {
    if (op.kind() == PoolKind.SUM) {
      return 1;
    }
    int pixels = (bottom[oy] - top[oy]) * (right[ox] - left[ox]);
    return 1.0 / (op.countPadding() ? op.window().area() : pixels);
  }

  @Override
  public void backward(Pass pass) {
    if (!wiring.wantsInputDelta()) {
      return;
    }
    float[] dx = wiring.inputDelta();
    float[] dy = wiring.outputDelta();
    Arrays.fill(dx, 0, pass.rows() * in.size(), 0);
    if (op.kind() == PoolKind.MAX) {
      for (int i = 0; i < pass.rows() * out.size(); i++) {
        dx[winner[i]] += dy[i];
      }
      return;
    }
    for (int plane = 0; plane < pass.rows() * in.channels(); plane++) {
      spread(plane, dy, dx);
    }
  }

  private void spread(int plane, float[] dy, float[] dx) {
    int from = plane * out.plane();
    for (int oy = 0; oy < out.height(); oy++) {
      for (int ox = 0; ox < out.width(); ox++, from++) {
        float each = (float) (dy[from] * share(oy, ox));
        for (int iy = top[oy]; iy < bottom[oy]; iy++) {
          int row = plane * in.plane() + iy * in.width();
          for (int at = row + left[ox]; at < row + right[ox]; at++) {
            dx[at] += each;
          }
        }
      }
    }
  }
}
