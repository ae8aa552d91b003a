package org.medveil.learning.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medveil.kernels.Gemm;
import org.medveil.kernels.MatrixKernels;
import org.medveil.learning.engine.DpKernels.Operand;

/**
 * What the privacy proof asks of the processor: a patient's numbers have the same bits, whoever
 * else is multiplied with them. Fails where OpenBLAS or the Rust library has kernels for which that
 * is not so.
 */
class RowGemmTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "7, 1",
    "1, 9",
    "3, 5",
    "17, 33",
    "64, 10",
    "100, 100",
    "255, 257",
    "257, 255",
    "4000, 1",
    "4000, 16",
    "4001, 17",
    "784, 10",
    "512, 128",
    "513, 129",
    "3000, 23",
    "1, 65536"
  })
  void aRowOfAProductDoesNotDependOnTheOthers(int inner, int width) {
    onEach(
        kernels -> {
          RowGemm gemm = new RowGemm(kernels, inner, width);
          float[] matrix = Numbers.floats(inner * width, 3);
          float[] row = Numbers.floats(inner, 4);
          float[] first = null;
          int most = 200;
          Floats from = kernels.allocate(gemm.padded(most) * inner);
          Floats to = kernels.allocate(gemm.padded(most) * width);
          Floats right = kernels.allocate(matrix.length);
          right.put(0, matrix, 0, matrix.length);
          for (int rows : new int[] {1, 3, 15, 17, 64, 65, 200}) {
            for (int place : new int[] {0, rows / 2, rows - 1}) {
              float[] all = Numbers.floats(inner * rows, 100 * rows + place);
              all[0] = rows == 3 ? Float.NaN : all[0];
              System.arraycopy(row, 0, all, place * inner, inner);
              from.put(0, all, 0, all.length);
              gemm.times(rows, new Operand(from, 0), new RowGemm.Matrix(right, gemm.large()), to);
              float[] result = new float[width];
              to.get((long) place * width, result, 0, width);
              first = first == null ? result : first;
              assertArrayEquals(first, result, rows + " rows, place " + place);
            }
          }
          check(row, matrix, gemm.large(), first);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "8, 18, 49",
    "16, 9, 64",
    "6, 27, 49",
    "32, 288, 36",
    "40, 128, 1",
    "3, 8, 100",
    "64, 576, 14",
    "17, 25, 121",
    "64, 147, 200",
    "5, 49, 3"
  })
  void anImagesMapsDoNotDependOnItsPlaceInAGroup(int outputs, int patch, int positions) {
    int group = ConvolutionOperation.group(positions);
    onEach(
        kernels -> {
          int margin = group == 1 ? 0 : kernels.margins().columns();
          int wide = ConvolutionOperation.wide(positions, margin);
          for (boolean backward : new boolean[] {false, true}) {
            int inner = backward ? outputs : patch;
            int rows = backward ? patch : outputs;
            Floats weights = kernels.allocate(outputs * patch);
            Floats columns = kernels.allocate((long) inner * wide);
            Floats result = kernels.allocate((long) rows * wide);
            weights.put(0, Numbers.floats(outputs * patch, 1), 0, outputs * patch);
            float[] image = Numbers.floats(inner * positions, 2);
            float[] first = null;
            for (int place = 0; place < group; place++) {
              float[] all = Numbers.floats(inner * wide, place + 5);
              for (int r = 0; r < inner; r++) {
                System.arraycopy(
                    image, r * positions, all, r * wide + margin + place * positions, positions);
              }
              columns.put(0, all, 0, all.length);
              Gemm shape =
                  backward
                      ? new Gemm(true, false, rows, wide, inner, patch, wide, wide, false)
                      : Gemm.plain(rows, wide, inner);
              kernels.gemm(
                  shape, new Operand(weights, 0), new Operand(columns, 0), new Operand(result, 0));
              float[] product = new float[rows * wide];
              result.get(0, product, 0, product.length);
              float[] own = new float[rows * positions];
              for (int r = 0; r < rows; r++) {
                System.arraycopy(
                    product, r * wide + margin + place * positions, own, r * positions, positions);
              }
              first = first == null ? own : first;
              assertArrayEquals(first, own, "place " + place + ", backward " + backward);
            }
          }
        });
  }

  /** Blocks lie anywhere in memory; the bits of their sums must not tell where. */
  @ParameterizedTest
  @CsvSource({"10, 784, 5", "1, 7, 96", "130, 500, 17", "33, 65, 40"})
  void aBlocksSumDoesNotDependOnWhereItLies(int outputs, int in, int rows) {
    onEach(
        kernels -> {
          float[] x = Numbers.floats(rows * in, 1);
          float[] d = Numbers.floats(rows * outputs, 2);
          float[] first = null;
          float[] firstWeighted = null;
          Floats inputs = kernels.allocate(x.length + 40);
          Floats deltas = kernels.allocate(d.length + 40);
          Floats result = kernels.allocate((long) outputs * in);
          for (int at = 0; at < 40; at++) {
            inputs.put(at, x, 0, x.length);
            deltas.put(at, d, 0, d.length);
            kernels.gemm(
                new Gemm(true, false, outputs, in, rows, outputs, in, in, false),
                new Operand(deltas, at),
                new Operand(inputs, at),
                new Operand(result, 0));
            float[] sum = new float[outputs * in];
            result.get(0, sum, 0, sum.length);
            first = first == null ? sum : first;
            assertArrayEquals(first, sum, "gemm at " + at);

            kernels.weightedRows(
                new Operand(inputs, at), in, Arrays.copyOf(d, rows), new Operand(result, 0), in);
            float[] weighted = new float[in];
            result.get(0, weighted, 0, in);
            firstWeighted = firstWeighted == null ? weighted : firstWeighted;
            assertArrayEquals(firstWeighted, weighted, "weighted rows at " + at);
          }
          for (int i = 0; i < in; i++) {
            double expected = 0;
            for (int r = 0; r < rows; r++) {
              expected += (double) d[r] * x[r * in + i];
            }
            assertEquals(expected, firstWeighted[i], rows * 0x1p-23);
          }
        });
  }

  private static void onEach(Consumer<DpKernels> test) {
    try (DpKernels blas = new OpenBlasKernels();
        DpKernels rust = new RustKernels(MatrixKernels.load().orElseThrow())) {
      test.accept(blas);
      test.accept(rust);
    }
  }

  private static void check(float[] row, float[] matrix, boolean transposed, float[] result) {
    for (int o = 0; o < result.length; o++) {
      double expected = 0;
      for (int i = 0; i < row.length; i++) {
        expected +=
            (double) row[i] * matrix[transposed ? o * row.length + i : i * result.length + o];
      }
      // Additions of at most so many products, each at most 1.
      assertEquals(expected, result[o], row.length * row.length * 0x1p-25 + 0x1p-23);
    }
  }
}
