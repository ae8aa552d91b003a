package org.medveil.learning.engine;

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

  @Override
  void close();

  /**
   * A place in memory.
   *
   * @param memory which
   * @param at its first float
   */
  record Operand(Floats memory, long at) {}
}
