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
  private final int[] winner;

  PoolOperation(Wiring wiring, ModelNode node, Rows most) {
    this.wiring = wiring;
    this.op = (LayerOp.Pool) node.op();
    this.in = node.in();
    this.out = node.out();
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
    Window w = op.window();
    float[] x = wiring.input();
    float[] y = wiring.output();
    int base = plane * in.plane();
    int to = plane * out.plane();
    for (int oy = 0; oy < out.height(); oy++) {
      int top = Math.max(0, oy * w.strideHeight() - w.padTop());
      int bottom = Math.min(in.height(), oy * w.strideHeight() - w.padTop() + w.kernelHeight());
      for (int ox = 0; ox < out.width(); ox++, to++) {
        int left = Math.max(0, ox * w.strideWidth() - w.padLeft());
        int right = Math.min(in.width(), ox * w.strideWidth() - w.padLeft() + w.kernelWidth());
        int best = base + top * in.width() + left;
        float value = x[best];
        for (int iy = top; iy < bottom; iy++) {
          int row = base + iy * in.width();
          for (int at = row + left; at < row + right; at++) {
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
    Window w = op.window();
    float[] x = wiring.input();
    int to = plane * out.plane();
    for (int oy = 0; oy < out.height(); oy++) {
      int top = Math.max(0, oy * w.strideHeight() - w.padTop());
      int bottom = Math.min(in.height(), oy * w.strideHeight() - w.padTop() + w.kernelHeight());
      for (int ox = 0; ox < out.width(); ox++, to++) {
        int left = Math.max(0, ox * w.strideWidth() - w.padLeft());
        int right = Math.min(in.width(), ox * w.strideWidth() - w.padLeft() + w.kernelWidth());
        double sum = 0;
        for (int iy = top; iy < bottom; iy++) {
          int row = plane * in.plane() + iy * in.width();
          for (int at = row + left; at < row + right; at++) {
            sum += x[at];
          }
        }
        wiring.output()[to] = (float) (sum * share((bottom - top) * (right - left)));
      }
    }
  }

  /** What each pixel under a kernel contributes. */
  private double share(int pixels) {
    if (op.kind() == PoolKind.SUM) {
      return 1;
    }
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
    Window w = op.window();
    int from = plane * out.plane();
    for (int oy = 0; oy < out.height(); oy++) {
      int top = Math.max(0, oy * w.strideHeight() - w.padTop());
      int bottom = Math.min(in.height(), oy * w.strideHeight() - w.padTop() + w.kernelHeight());
      for (int ox = 0; ox < out.width(); ox++, from++) {
        int left = Math.max(0, ox * w.strideWidth() - w.padLeft());
        int right = Math.min(in.width(), ox * w.strideWidth() - w.padLeft() + w.kernelWidth());
        float each = (float) (dy[from] * share((bottom - top) * (right - left)));
        for (int iy = top; iy < bottom; iy++) {
          int row = plane * in.plane() + iy * in.width();
          for (int at = row + left; at < row + right; at++) {
            dx[at] += each;
          }
        }
      }
    }
  }
}
