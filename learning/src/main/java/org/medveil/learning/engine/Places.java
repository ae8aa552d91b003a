package org.medveil.learning.engine;

import java.util.SplittableRandom;
import org.medveil.contracts.Refusal;
import org.medveil.learning.engine.DpKernels.Operand;

/**
 * Finds out whether this processor's kernels round a number by its place in a product: equal rows
 * times equal columns must give equal bits. Those for AVX2 do, in the first and last columns and by
 * row; those for AVX and AVX-512 do not.
 */
final class Places {
  private static final int MARGIN = 8;
  private static final int[] INNER = {49, 100, 257, 800};
  private static final int[][] ROWS_AND_COLUMNS = {
    {64, 128}, {16, 300}, {208, 33}, {40, 98}, {6, 126}
  };

  private Places() {}

  /**
   * Columns at both ends of a product that are not to be used; 0 if no place matters.
   *
   * @throws Refusal exit 2 if there is no such number: the noise would not cover the difference
   */
  static int margin(DpKernels kernels) {
    if (alikeEverywhere(kernels)) {
      return 0;
    }
    if (alikeInside(kernels)) {
      return MARGIN;
    }
    throw Refusal.usage(
        "this processor's matrix kernels round a patient's numbers by who stands beside them",
        "set OPENBLAS_CORETYPE to a kernel that does not, SandyBridge on Intel and AMD");
  }

  private static boolean alikeEverywhere(DpKernels kernels) {
    for (int inner : INNER) {
      for (int[] size : ROWS_AND_COLUMNS) {
        if (!alike(kernels, new int[] {size[0], size[1], inner}, 0)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean alikeInside(DpKernels kernels) {
    for (int inner : INNER) {
      for (int rows : new int[] {1, 6, 17, 40, 64}) {
        for (int columns : new int[] {112, 144}) {
          if (!alike(kernels, new int[] {rows, columns, inner}, MARGIN)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** With a margin only columns are compared, else rows too. */
  private static boolean alike(DpKernels kernels, int[] size, int margin) {
    int rows = size[0];
    int columns = size[1];
    int inner = size[2];
    Floats left = filled(kernels, rows, inner, 1);
    Floats right = filled(kernels, columns, inner, 2);
    Floats result = kernels.allocate((long) rows * columns);
    kernels.gemm(
        new Gemm(false, true, rows, columns, inner, inner, inner, columns, false),
        new Operand(left, 0),
        new Operand(right, 0),
        new Operand(result, 0));
    float[] product = new float[rows * columns];
    result.get(0, product, 0, product.length);
    boolean alike = true;
    for (int r = 0; r < rows; r++) {
      int same = (margin == 0 ? 0 : r) * columns + margin;
      for (int c = margin; c < columns - margin; c++) {
        alike &= product[r * columns + c] == product[same];
      }
    }
    return alike;
  }

  /** The same numbers in all rows. */
  private static Floats filled(DpKernels kernels, int rows, int width, long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    float[] row = new float[width];
    for (int i = 0; i < width; i++) {
      row[i] = (float) (2 * chance.nextDouble() - 1);
    }
    Floats memory = kernels.allocate((long) rows * width);
    for (int r = 0; r < rows; r++) {
      memory.put((long) r * width, row, 0, width);
    }
    return memory;
  }
}
