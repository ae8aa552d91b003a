package org.medveil.learning.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.medveil.kernels.MatrixKernels;
import org.medveil.learning.Shape;
import org.medveil.learning.Window;

/** Patches against the loop that defines them. */
class ColumnsTest {
  record Case(Shape in, Window window) {}

  @Provide
  Arbitrary<Case> cases() {
    Arbitrary<Integer> size = Arbitraries.integers().between(1, 7);
    Arbitrary<Integer> kernel = Arbitraries.integers().between(1, 5);
    Arbitrary<Integer> pad = Arbitraries.integers().between(0, 6);
    Arbitrary<Integer> stride =
        Arbitraries.frequency(
            net.jqwik.api.Tuple.of(3, 1),
            net.jqwik.api.Tuple.of(1, 2),
            net.jqwik.api.Tuple.of(1, 3));
    return Combinators.combine(
            size.list().ofSize(2), kernel.list().ofSize(2), pad.list().ofSize(4), stride, stride)
        .as(
            (in, k, p, sy, sx) ->
                new Case(
                    new Shape(2, in.get(0), in.get(1)),
                    new Window(k.get(0), k.get(1), sy, sx, p.get(0), p.get(1), p.get(2), p.get(3))))
        .filter(c -> c.window.rows(c.in.height()) > 0 && c.window.columns(c.in.width()) > 0);
  }

  /** Output as wide as the input, by any paddings: the rows that are copied as one. */
  @Provide
  Arbitrary<Case> sameWidth() {
    Arbitrary<Integer> size = Arbitraries.integers().between(1, 6);
    Arbitrary<Integer> small = Arbitraries.integers().between(0, 6);
    return Combinators.combine(size, size, small, small, small, small)
        .as(
            (height, width, left, right, top, bottom) ->
                new Case(
                    new Shape(2, height, width),
                    new Window(
                        1 + (top + bottom) / 2, 1 + left + right, 1, 1, top, left, bottom, right)))
        .filter(c -> c.window.rows(c.in.height()) > 0);
  }

  @Property(tries = 600)
  void patchesAndTheirReturn(@ForAll("cases") Case any) {
    compare(any);
  }

  @Property(tries = 600)
  void patchesOfConvolutionsThatKeepTheWidth(@ForAll("sameWidth") Case any) {
    compare(any);
  }

  private static void compare(Case any) {
    Shape in = any.in;
    Window w = any.window;
    Columns columns = new Columns(in, w);
    int height = w.rows(in.height());
    int width = w.columns(in.width());
    int stride = height * width + 3;
    int imageAt = 5;
    float[] image = Numbers.floats(imageAt + in.size() + 4, 1);
    float[] matrix = new float[2 + columns.patch() * stride];
    Arrays.fill(matrix, 99);
    float[] expected = matrix.clone();
    float[] back = Numbers.floats(image.length, 2);
    float[] expectedBack = back.clone();
    float[] source = Numbers.floats(matrix.length, 3);
    for (int k = 0; k < columns.patch(); k++) {
      int channel = k / w.area();
      for (int p = 0; p < height * width; p++) {
        int y = p / width * w.strideHeight() - w.padTop() + k % w.area() / w.kernelWidth();
        int x = p % width * w.strideWidth() - w.padLeft() + k % w.kernelWidth();
        boolean inside = y >= 0 && y < in.height() && x >= 0 && x < in.width();
        int pixel = imageAt + (channel * in.height() + y) * in.width() + x;
        expected[2 + k * stride + p] = inside ? image[pixel] : 0;
        if (inside) {
          expectedBack[pixel] += source[2 + k * stride + p];
        }
      }
    }
    columns.gather(image, imageAt, new Columns.Place(matrix, 2, stride));
    assertArrayEquals(expected, matrix, any.toString());
    float[] added = back.clone();
    columns.scatter(new Columns.Place(source, 2, stride), added, imageAt);
    assertArrayEquals(expectedBack, added, 1e-5f, any.toString());
    for (int i = imageAt; i < imageAt + in.size(); i++) {
      expectedBack[i] -= back[i];
    }
    try (DpKernels rust = new RustKernels(MatrixKernels.load().orElseThrow());
        DpKernels copied = new OpenBlasKernels(Places.Margins.NONE)) {
      for (DpKernels kernels : List.of(rust, copied)) {
        Floats memory = kernels.allocate(matrix.length);
        float[] filled = new float[matrix.length];
        Arrays.fill(filled, 99);
        memory.put(0, filled, 0, filled.length);
        DpKernels.Tile tile = new DpKernels.Tile(new DpKernels.Operand(memory, 2), stride);
        kernels.gather(columns, new DpKernels.Images(image, imageAt, in.size(), 1), tile);
        memory.get(0, filled, 0, filled.length);
        assertArrayEquals(expected, filled, any.toString());
        memory.put(0, source, 0, source.length);
        float[] set = back.clone();
        kernels.scatter(columns, tile, new DpKernels.Images(set, imageAt, in.size(), 1));
        assertArrayEquals(expectedBack, set, 1e-5f, any.toString());
      }
    }
  }
}
