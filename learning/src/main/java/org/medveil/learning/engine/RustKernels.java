package org.medveil.learning.engine;

import org.medveil.dp.BlockSum;
import org.medveil.kernels.Gemm;
import org.medveil.kernels.MatrixKernels;
import org.medveil.kernels.PatchColumns;
import org.medveil.learning.ParameterRange;

/**
 * Products by the Rust library, all else by OpenBLAS. Faster, and a number never depends on its
 * place.
 */
final class RustKernels implements DpKernels {
  private final MatrixKernels products;
  private final OpenBlasKernels others;

  RustKernels(MatrixKernels products) {
    this.products = products;
    this.others = new OpenBlasKernels(Places.Margins.NONE);
  }

  @Override
  public Places.Margins margins() {
    return Places.Margins.NONE;
  }

  @Override
  public boolean library() {
    return true;
  }

  @Override
  public double squaredNorm(Operand from, int length) {
    return products.squaredNorm(address(from), length);
  }

  @Override
  public Floats allocate(long floats) {
    return others.allocate(floats);
  }

  @Override
  public void gemm(Gemm shape, Operand a, Operand b, Operand c) {
    products.product(shape, address(a), address(b), address(c));
  }

  @Override
  public void weightedRows(Operand rows, int stride, float[] weights, Operand out, int width) {
    others.weightedRows(rows, stride, weights, out, width);
  }

  @Override
  public double[] gram(float[] matrix, int rows, int columns) {
    return others.gram(matrix, rows, columns);
  }

  @Override
  public void gather(Columns columns, Images from, Tile to) {
    columns.natives().gather(images(from), address(to.start()), to.wide());
  }

  @Override
  public void scatter(Columns columns, Tile from, Images to) {
    columns.natives().scatter(address(from.start()), from.wide(), images(to));
  }

  @Override
  public void planes(Tile from, float[] bias, int positions, Images to) {
    PatchColumns.planes(address(from.start()), from.wide(), bias, images(to), positions);
  }

  private static PatchColumns.Images images(Images of) {
    return new PatchColumns.Images(of.values(), of.at(), of.stride(), of.count());
  }

  private static long address(Operand operand) {
    return operand.memory().address(operand.at());
  }

  @Override
  public void addRounded(Floats block, ParameterRange to, BlockSum exact, long[] sum) {
    products.addRounded(
        block.address(0), exact.shift(), sum, new MatrixKernels.Entries(to.offset(), to.length()));
  }

  @Override
  public void close() {
    others.close();
  }
}
