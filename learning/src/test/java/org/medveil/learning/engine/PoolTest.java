package org.medveil.learning.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.medveil.learning.LayerOp;
import org.medveil.learning.ModelNode;
import org.medveil.learning.PoolKind;
import org.medveil.learning.Shape;
import org.medveil.learning.Window;

/** Both kernels for pooling against the loop that defines it; of equal numbers the first wins. */
class PoolTest {
  private static final int ROWS = 3;

  record Case(Shape in, LayerOp.Pool op) {}

  @Provide
  Arbitrary<Case> cases() {
    Arbitrary<Integer> size = Arbitraries.integers().between(1, 7);
    Arbitrary<Integer> kernel = Arbitraries.integers().between(1, 4);
    Arbitrary<Integer> pad = Arbitraries.integers().between(0, 3);
    return Combinators.combine(
            size.list().ofSize(2),
            kernel.list().ofSize(2),
            pad.list().ofSize(4),
            Arbitraries.integers().between(1, 3).list().ofSize(2),
            Arbitraries.of(PoolKind.class),
            Arbitraries.of(true, false))
        .as(
            (in, k, p, s, kind, counted) ->
                new Case(
                    new Shape(2, in.get(0), in.get(1)),
                    new LayerOp.Pool(
                        kind,
                        new Window(
                            k.get(0),
                            k.get(1),
                            s.get(0),
                            s.get(1),
                            Math.min(p.get(0), k.get(0) - 1),
                            Math.min(p.get(1), k.get(1) - 1),
                            Math.min(p.get(2), k.get(0) - 1),
                            Math.min(p.get(3), k.get(1) - 1)),
                        counted)))
        .filter(PoolTest::fits);
  }

  @Provide
  Arbitrary<Case> squares() {
    Arbitrary<Integer> size = Arbitraries.integers().between(2, 7);
    Arbitrary<Integer> stride = Arbitraries.integers().between(1, 3);
    return Combinators.combine(size, size, stride, stride)
        .as(
            (height, width, sy, sx) ->
                new Case(
                    new Shape(2, height, width),
                    new LayerOp.Pool(PoolKind.MAX, new Window(2, 2, sy, sx, 0, 0, 0, 0), false)));
  }

  private static boolean fits(Case c) {
    return c.op.window().rows(c.in.height()) > 0 && c.op.window().columns(c.in.width()) > 0;
  }

  @Property(tries = 400)
  void poolingWithPadding(@ForAll("cases") Case any) {
    Wiring wiring = wiring(any);
    compare(any, wiring, new PoolOperation(wiring, node(any), rows()));
  }

  @Property(tries = 200)
  void theLargestOfFour(@ForAll("squares") Case any) {
    Wiring wiring = wiring(any);
    compare(any, wiring, new SquareMaxPool(wiring, node(any), rows()));
  }

  @Test
  void whatIsNotFiniteStaysWithItsImage() {
    Case any =
        new Case(
            new Shape(1, 4, 4),
            new LayerOp.Pool(PoolKind.MAX, new Window(2, 2, 2, 2, 0, 0, 0, 0), false));
    Wiring wiring = wiring(any);
    SquareMaxPool pool = new SquareMaxPool(wiring, node(any), rows());
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      java.util.Arrays.fill(wiring.input(), bad);
      java.util.Arrays.fill(wiring.outputDelta(), bad);
      pool.forward(new Pass(null, 0, ROWS));
      pool.backward(new Pass(null, 0, ROWS));
      compare(any, wiring, pool);
    }
  }

  private static void compare(Case any, Wiring wiring, Operation pool) {
    Shape in = any.in;
    Window w = any.op.window();
    int height = w.rows(in.height());
    int width = w.columns(in.width());
    int size = in.channels() * height * width;
    float[] x = Numbers.coarse(ROWS * in.size(), in.hashCode());
    float[] dy = Numbers.floats(ROWS * size, 7);
    float[] y = new float[dy.length];
    float[] dx = new float[x.length];
    for (int o = 0; o < y.length; o++) {
      int plane = o / (height * width) * in.plane();
      int best = -1;
      int count = 0;
      double sum = 0;
      for (int pass = 0; pass < 2; pass++) {
        for (int k = 0; k < w.area(); k++) {
          int row = o / width % height * w.strideHeight() - w.padTop() + k / w.kernelWidth();
          int column = o % width * w.strideWidth() - w.padLeft() + k % w.kernelWidth();
          if (row < 0 || row >= in.height() || column < 0 || column >= in.width()) {
            continue;
          }
          int at = plane + row * in.width() + column;
          if (pass == 0) {
            best = best < 0 || x[at] > x[best] ? at : best;
            sum += x[at];
            count++;
          } else if (any.op.kind() != PoolKind.MAX) {
            dx[at] += (float) (dy[o] / divisor(any.op, count));
          }
        }
      }
      y[o] = any.op.kind() == PoolKind.MAX ? x[best] : (float) (sum / divisor(any.op, count));
      if (any.op.kind() == PoolKind.MAX) {
        dx[best] += dy[o];
      }
    }
    System.arraycopy(x, 0, wiring.input(), 0, x.length);
    System.arraycopy(dy, 0, wiring.outputDelta(), 0, dy.length);
    Pass pass = new Pass(null, 0, ROWS);
    pool.forward(pass);
    assertArrayEquals(y, wiring.output(), 1e-6f, any.toString());
    pool.backward(pass);
    assertArrayEquals(dx, wiring.inputDelta(), 1e-6f, any.toString());
  }

  private static double divisor(LayerOp.Pool op, int count) {
    return switch (op.kind()) {
      case AVERAGE -> op.countPadding() ? op.window().area() : count;
      default -> 1;
    };
  }

  private static Rows rows() {
    return new Rows(ROWS, ROWS, ROWS, ROWS, ROWS);
  }

  private static ModelNode node(Case any) {
    return new ModelNode("pool", any.op, List.of(-1), any.in, any.op.out(any.in), 0, 0, false);
  }

  private static Wiring wiring(Case any) {
    int[] widths = {any.in.size(), any.op.out(any.in).size()};
    Flow flow = new Flow(widths, ROWS);
    flow.wantDelta(0);
    flow.wantDelta(1);
    assertEquals(2, flow.slots());
    return new Wiring(flow, 0, 1, flow.delta(0));
  }
}
