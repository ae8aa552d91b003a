package org.medveil.learning.engine;

import org.medveil.dp.BlockSum;
import org.medveil.kernels.Gemm;
import org.medveil.learning.ParameterRange;

/**
 * What an engine asks of a processor. Narrow on purpose: another processor is another
 * implementation of this and nothing else. One thread at a time.
 *
 * <p>Equal shapes must give equal bits, whatever else is in memory: the sum of a block of patients
 * must not depend on when and where it is computed.
 */
interface DpKernels extends AutoCloseable {
  /** Whether and where a number is rounded by its place in a product. */
  Places.Margins margins();

  /** Whether the Rust library is there, and its loops beside the products with it. */
  boolean library();

  /** Memory filled with zeros; freed by {@link #close}. */
  Floats allocate(long floats);

  /** Multiplies matrices that begin at the given floats. */
  void gemm(Gemm shape, Operand a, Operand b, Operand c);

  /**
   * The sum of rows, each times its weight.
   *
   * @param rows row-major, {@code stride} floats apart; the weights are as many as rows are summed
   * @param stride floats from one row to the next
   * @param weights one per row
   * @param out where the sum goes; {@code width} floats
   * @param width how many floats of each row
   */
  void weightedRows(Operand rows, int stride, float[] weights, Operand out, int width);

  /**
   * Inner products of all pairs of columns, in double: what cancels in a norm, cancels there.
   *
   * @param matrix rows x columns, row-major, from its first float
   * @return columns x columns
   */
  double[] gram(float[] matrix, int rows, int columns);

  /** Squared norm, within 2⁻¹⁸ relatively; not finite if and only if an entry is not. */
  double squaredNorm(Operand from, int length);

  /** Writes the patches of images as columns, image after image. */
  void gather(Columns columns, Images from, Tile to);

  /** Sets each pixel to the sum of the columns over it; the columns are worthless afterwards. */
  void scatter(Columns columns, Tile from, Images to);

  /**
   * Rows of a matrix as planes of images, plus a bias.
   *
   * @param bias one a row
   */
  void planes(Tile from, float[] bias, int positions, Images to);

  /**
   * Adds a block's sum to whole numbers, rounded once.
   *
   * @param block in block units, from its first float
   * @param to which entries of the sum
   * @throws ArithmeticException as {@link BlockSum#add}
   */
  void addRounded(Floats block, ParameterRange to, BlockSum exact, long[] sum);

  @Override
  void close();

  /**
   * A place in memory.
   *
   * @param memory which
   * @param at its first float
   */
  record Operand(Floats memory, long at) {}

  /**
   * Images on the heap.
   *
   * @param at first number of the first
   * @param stride from one to the next
   * @param count how many
   */
  record Images(float[] values, int at, int stride, int count) {}

  /**
   * Columns of a matrix.
   *
   * @param start the first column's first float
   * @param wide floats from row to row
   */
  record Tile(Operand start, int wide) {}
}
