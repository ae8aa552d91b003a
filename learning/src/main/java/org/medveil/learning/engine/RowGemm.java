package org.medveil.learning.engine;

import org.medveil.kernels.Gemm;
import org.medveil.learning.engine.DpKernels.Operand;

/**
 * Rows times a matrix, so that a row's result never depends on how many rows go with it, nor on its
 * place among them. {@code RowGemmTest} holds it against the bits.
 *
 * <p>OpenBLAS sums differently below 10⁶ multiplications; so large matrices get any multiple of 16
 * rows, small ones always tiles of 64, tiny ones of 256. Where its kernels round by place ({@link
 * DpKernels#margins}), rows are multiplied as columns, between margins that are thrown away.
 */
final class RowGemm {
  private static final int LARGE = 1 << 16;
  private static final int LARGE_TILE = 16;
  private static final int SMALL_TILE = 64;
  private static final int TINY = 1 << 12;
  private static final int TINY_TILE = 256;
  private static final int COLUMN_TILE = 128;

  private final DpKernels kernels;
  private final int inner;
  private final int width;
  private final int margin;
  private final Floats columns;
  private final Floats product;
  private final float[] turned;
  private final float[] rowsOfTile;

  /**
   * @param inner columns of the rows, rows of the matrix
   * @param width columns of the matrix
   */
  RowGemm(DpKernels kernels, int inner, int width) {
    this.kernels = kernels;
    this.inner = inner;
    this.width = width;
    this.margin = kernels.margins().rows();
    int tile = margin == 0 ? 0 : tileWithMargins();
    this.columns = kernels.allocate((long) tile * inner);
    this.product = kernels.allocate((long) tile * width);
    this.turned = new float[Math.multiplyExact(tile, Math.max(inner, width))];
    this.rowsOfTile = new float[turned.length];
  }

  private int tileWithMargins() {
    return COLUMN_TILE + 2 * margin;
  }

  /** Whether the matrix may come transposed, width x inner. */
  boolean large() {
    return new Size(inner, width).large();
  }

  /** Size of a matrix. */
  record Size(int inner, int width) {
    boolean large() {
      return (long) inner * width >= LARGE;
    }
  }

  /** A matrix, stored inner x width, or the other way round. */
  record Matrix(Floats memory, boolean transposed) {}

  /** Rows for which memory must be there when so many are multiplied, wherever they begin. */
  long padded(int rows) {
    return rows + (long) (large() ? LARGE_TILE : smallTile());
  }

  private int smallTile() {
    return (long) inner * width <= TINY ? TINY_TILE : SMALL_TILE;
  }

  /**
   * result = rows x matrix.
   *
   * @param matrix transposed only where {@link #large}: OpenBLAS has other kernels for it if small
   */
  void times(int rows, Operand from, Matrix matrix, Floats result) {
    if (margin > 0) {
      for (int row = 0; row < rows; row += COLUMN_TILE) {
        asColumns(row, Math.min(COLUMN_TILE, rows - row), from, matrix, result);
      }
      return;
    }
    int tile = large() ? (rows + LARGE_TILE - 1) / LARGE_TILE * LARGE_TILE : smallTile();
    Gemm shape =
        new Gemm(
            false,
            matrix.transposed,
            tile,
            width,
            inner,
            inner,
            matrix.transposed ? inner : width,
            width,
            false);
    for (int row = 0; row < rows; row += tile) {
      kernels.gemm(
          shape,
          new Operand(from.memory(), from.at() + (long) row * inner),
          new Operand(matrix.memory, 0),
          new Operand(result, (long) row * width));
    }
  }

  private void asColumns(int first, int rows, Operand from, Matrix matrix, Floats result) {
    int tile = tileWithMargins();
    from.memory().get(from.at() + (long) first * inner, rowsOfTile, 0, rows * inner);
    columns.put((long) margin * inner, rowsOfTile, 0, rows * inner);
    kernels.gemm(
        new Gemm(
            !matrix.transposed,
            true,
            width,
            tile,
            inner,
            matrix.transposed ? inner : width,
            inner,
            tile,
            false),
        new Operand(matrix.memory, 0),
        new Operand(columns, 0),
        new Operand(product, 0));
    product.get(0, turned, 0, width * tile);
    Transpose.into(turned, 0, width, tile, rowsOfTile);
    result.put((long) first * width, rowsOfTile, margin * width, rows * width);
  }
}
