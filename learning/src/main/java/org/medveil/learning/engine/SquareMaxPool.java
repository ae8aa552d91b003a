package org.medveil.learning.engine;

import java.util.Arrays;
import org.medveil.learning.LayerOp;
import org.medveil.learning.ModelNode;
import org.medveil.learning.PoolKind;
import org.medveil.learning.Shape;
import org.medveil.learning.Window;

/**
 * The maximum of 2 x 2 pixels without padding, computed at every pixel; what the strides leave out
 * is dropped. No branches, and neighbours as shifted copies in arrays of their own: only so does
 * the compiler make vector instructions of the loops, which is three times as fast.
 */
final class SquareMaxPool implements Operation {
  private final Wiring wiring;
  private final Shape in;
  private final Shape out;
  private final Window window;
  private final float[] winner;
  private final float[][] neighbours;
  private final float[] largest;
  private final float[] place;
  private final float[] spread;
  private final int[] shifts;

  SquareMaxPool(Wiring wiring, ModelNode node, Rows most) {
    this.wiring = wiring;
    this.in = node.in();
    this.out = node.out();
    this.window = ((LayerOp.Pool) node.op()).window();
    this.winner = new float[in.size() * most.pass()];
    this.shifts = new int[] {0, 1, in.width(), in.width() + 1};
    this.neighbours = new float[shifts.length][in.size()];
    this.largest = new float[in.size()];
    this.place = new float[in.size()];
    this.spread = new float[in.size()];
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
    int n = in.size();
    for (int row = 0; row < pass.rows(); row++) {
      for (int k = 0; k < shifts.length; k++) {
        System.arraycopy(wiring.input(), row * n + shifts[k], neighbours[k], 0, n - shifts[k]);
        // No window is there, but a NaN left by another patient would reach the gradient as 0 *
        // NaN.
        Arrays.fill(neighbours[k], n - shifts[k], n, 0);
      }
      largest(neighbours, largest, n);
      firstLargest(neighbours, largest, place, n);
      System.arraycopy(place, 0, winner, row * n, n);
      int to = row * out.size();
      for (int line = 0; line < in.channels() * out.height(); line++) {
        int from = source(line);
        for (int ox = 0; ox < out.width(); ox++) {
          wiring.output()[to++] = largest[from + ox * window.strideWidth()];
        }
      }
    }
  }

  private static void largest(float[][] of, float[] to, int n) {
    float[] a = of[0];
    float[] b = of[1];
    float[] c = of[2];
    float[] d = of[3];
    for (int i = 0; i < n; i++) {
      to[i] = Math.max(Math.max(a[i], b[i]), Math.max(c[i], d[i]));
    }
  }

  /**
   * 0, 1, 2 or 3: the first that is the largest. Differences times 2¹⁴⁹ are 0 or at least 1, since
   * 2⁻¹⁴⁹ is the least float.
   */
  private static void firstLargest(float[][] of, float[] largest, float[] to, int n) {
    float[] a = of[0];
    float[] b = of[1];
    float[] c = of[2];
    for (int i = 0; i < n; i++) {
      float notFirst = Math.min(1, (largest[i] - a[i]) * 0x1p100f * 0x1p49f);
      float notSecond = Math.min(1, (largest[i] - b[i]) * 0x1p100f * 0x1p49f);
      float notThird = Math.min(1, (largest[i] - c[i]) * 0x1p100f * 0x1p49f);
      to[i] = notFirst * (1 + notSecond * (1 + notThird));
    }
  }

  /** Where the first window of a line of results begins, in one image. */
  private int source(int line) {
    int plane = line / out.height();
    int oy = line % out.height();
    return plane * in.plane() + oy * window.strideHeight() * in.width();
  }

  @Override
  public void backward(Pass pass) {
    if (!wiring.wantsInputDelta()) {
      return;
    }
    int n = in.size();
    Arrays.fill(spread, 0);
    for (int row = 0; row < pass.rows(); row++) {
      int from = row * out.size();
      for (int line = 0; line < in.channels() * out.height(); line++) {
        int to = source(line);
        for (int ox = 0; ox < out.width(); ox++) {
          spread[to + ox * window.strideWidth()] = wiring.outputDelta()[from++];
        }
      }
      System.arraycopy(winner, row * n, place, 0, n);
      Arrays.fill(largest, 0);
      for (int k = 0; k < shifts.length; k++) {
        where(place, k, spread, neighbours[0], n);
        System.arraycopy(neighbours[0], 0, neighbours[1], shifts[k], n - shifts[k]);
        Arrays.fill(neighbours[1], 0, shifts[k], 0);
        AddOperation.addTo(largest, neighbours[1], n);
      }
      System.arraycopy(largest, 0, wiring.inputDelta(), row * n, n);
    }
  }

  /** What of the loss gradients goes to the windows' k-th pixels. */
  private static void where(float[] place, float k, float[] spread, float[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = spread[i] * Math.max(0, 1 - Math.abs(place[i] - k));
    }
  }
}
