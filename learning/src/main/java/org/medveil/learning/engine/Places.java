package org.medveil.learning.engine;

import java.util.SplittableRandom;
import org.medveil.contracts.Refusal;
import org.medveil.kernels.Gemm;
import org.medveil.learning.engine.DpKernels.Operand;

/**
 * Finds out whether this processor's kernels round a number by its place in a product: equal rows
 * times equal columns must give equal bits. Those for AVX2 do round by row, and otherwise in the
 * first and last columns; those for AVX-512 only in the last columns of small products.
 */
final class Places {
  private static final int MARGIN = 8;
  private static final int[] INNER = {49, 100, 257, 800};
  private static final int[][] ROWS_AND_COLUMNS = {
    {64, 128}, {16, 300}, {208, 33}, {40, 98}, {6, 126}
  };
  // Rows, inner, width of products of rows with a matrix: tiny, small, and large ones.
  private static final int[][] ROW_PRODUCTS = {
    {256, 256, 5},
    {256, 5, 256},
    {256, 243, 1},
    {64, 49, 300},
    {64, 800, 33},
    {64, 257, 98},
    {64, 100, 126},
    {16, 257, 256},
    {48, 1024, 64},
    {112, 300, 250}
  };

  private Places() {}

  /**
   * Columns at both ends of a product that are not to be used for numbers of patients.
   *
   * @param rows where patients are rows: 0, or they must be columns between these margins
   * @param columns where patients are columns
   */
  record Margins(int rows, int columns) {
    static final Margins NONE = new Margins(0, 0);
  }

  /**
   * Asks the kernels.
   *
   * @throws Refusal exit 2 if no margin helps: the noise would not cover the difference
   */
  static Margins of(DpKernels kernels) {
    boolean rows = rowsAlike(kernels);
    boolean columns = alikeEverywhere(kernels);
    if ((!rows || !columns) && !alikeInside(kernels)) {
      throw Refusal.usage(
          "this processor's matrix kernels round a patient's numbers by who stands beside them",
          "set OPENBLAS_CORETYPE to a kernel that does not, SandyBridge on Intel and AMD");
    }
    return new Margins(rows ? 0 : MARGIN, columns ? 0 : MARGIN);
  }

  private static boolean rowsAlike(DpKernels kernels) {
    for (int[] size : ROW_PRODUCTS) {
      boolean large = new RowGemm.Size(size[1], size[2]).large();
      if (!rowsAlike(kernels, size, false) || large && !rowsAlike(kernels, size, true)) {
        return false;
      }
    }
    return true;
  }

  private static boolean rowsAlike(DpKernels kernels, int[] size, boolean transposed) {
    int rows = size[0];
    int inner = size[1];
    int width = size[2];
    Floats left = filled(kernels, rows, inner, 1);
    Floats right = kernels.allocate((long) inner * width);
    right.put(0, numbers(inner * width, 2), 0, inner * width);
    Floats result = kernels.allocate((long) rows * width);
    kernels.gemm(
        new Gemm(
            false, transposed, rows, width, inner, inner, transposed ? inner : width, width, false),
        new Operand(left, 0),
        new Operand(right, 0),
        new Operand(result, 0));
    float[] product = new float[rows * width];
    result.get(0, product, 0, product.length);
    for (int i = width; i < product.length; i++) {
      if (product[i] != product[i - width]) {
        return false;
      }
    }
    return true;
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
    float[] row = numbers(width, seed);
    Floats memory = kernels.allocate((long) rows * width);
    for (int r = 0; r < rows; r++) {
      memory.put((long) r * width, row, 0, width);
    }
    return memory;
  }

  private static float[] numbers(int count, long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (2 * chance.nextDouble() - 1);
    }
    return numbers;
  }
}
