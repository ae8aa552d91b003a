package org.medveil.learning.engine;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.medveil.dp.BlockSum;
import org.medveil.kernels.Gemm;
import org.medveil.learning.ParameterRange;

/**
 * OpenBLAS, called directly: ND4J would add 10 microseconds a call. Single-threaded; parallelism is
 * one engine a task slot.
 */
final class OpenBlasKernels implements DpKernels {
  private final List<FloatPointer> owned = new ArrayList<>();
  private Memory weightMemory;
  private final CopiedColumns copied = new CopiedColumns();
  private double[] wide = new double[0];
  private float[] heap = new float[0];
  private final Places.Margins margins;

  OpenBlasKernels() {
    openblas.blas_set_num_threads(1);
    try {
      this.margins = Places.of(this);
    } finally {
      close();
    }
  }

  /** With margins that are known, so that nothing is asked. */
  OpenBlasKernels(Places.Margins margins) {
    openblas.blas_set_num_threads(1);
    this.margins = margins;
  }

  @Override
  public Places.Margins margins() {
    return margins;
  }

  @Override
  public boolean library() {
    return false;
  }

  @Override
  public double squaredNorm(Operand from, int length) {
    float[] values = heap(length);
    from.memory().get(from.at(), values, 0, length);
    return Sums.squared(values, 0, length);
  }

  private float[] heap(int length) {
    if (heap.length < length) {
      heap = new float[length];
    }
    return heap;
  }

  @Override
  public Floats allocate(long floats) {
    FloatPointer pointer = new FloatPointer(Math.max(1, floats));
    owned.add(pointer);
    Pointer.memset(pointer, 0, Math.max(1, floats) * Float.BYTES);
    return new Memory(pointer);
  }

  @Override
  public void gemm(Gemm shape, Operand a, Operand b, Operand c) {
    openblas_nolapack.cblas_sgemm(
        openblas_nolapack.CblasRowMajor,
        shape.transposeA() ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans,
        shape.transposeB() ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans,
        shape.m(),
        shape.n(),
        shape.k(),
        1,
        at(a),
        shape.lda(),
        at(b),
        shape.ldb(),
        shape.add() ? 1 : 0,
        at(c),
        shape.ldc());
  }

  @Override
  public void weightedRows(Operand rows, int stride, float[] weights, Operand out, int width) {
    if (weightMemory == null || weightMemory.pointer.capacity() < weights.length) {
      weightMemory = (Memory) allocate(Math.max(128, weights.length));
    }
    weightMemory.put(0, weights, 0, weights.length);
    openblas_nolapack.cblas_sgemv(
        openblas_nolapack.CblasRowMajor,
        openblas_nolapack.CblasTrans,
        weights.length,
        width,
        1,
        at(rows),
        stride,
        weightMemory.pointer.position(0),
        1,
        0,
        at(out),
        1);
  }

  @Override
  public double[] gram(float[] matrix, int rows, int columns) {
    int size = rows * columns;
    if (wide.length < size) {
      wide = new double[size];
    }
    for (int i = 0; i < size; i++) {
      wide[i] = matrix[i];
    }
    try (DoublePointer a = new DoublePointer(size);
        DoublePointer c = new DoublePointer((long) columns * columns)) {
      a.put(wide, 0, size);
      openblas_nolapack.cblas_dgemm(
          openblas_nolapack.CblasRowMajor,
          openblas_nolapack.CblasTrans,
          openblas_nolapack.CblasNoTrans,
          columns,
          columns,
          rows,
          1,
          a,
          columns,
          a,
          columns,
          0,
          c,
          columns);
      double[] products = new double[columns * columns];
      c.get(products);
      return products;
    }
  }

  @Override
  public void gather(Columns columns, Images from, Tile to) {
    copied.gather(columns, from, to);
  }

  @Override
  public void scatter(Columns columns, Tile from, Images to) {
    copied.scatter(columns, from, to);
  }

  @Override
  public void planes(Tile from, float[] bias, int positions, Images to) {
    copied.planes(from, bias, positions, to);
  }

  @Override
  public void addRounded(Floats block, ParameterRange to, BlockSum exact, long[] sum) {
    float[] rounded = heap(to.length());
    block.get(0, rounded, 0, to.length());
    exact.add(rounded, 0, sum, new BlockSum.Entries(to.offset(), to.length()));
  }

  @Override
  public void close() {
    owned.forEach(FloatPointer::close);
    owned.clear();
    weightMemory = null;
  }

  private static FloatPointer at(Operand operand) {
    // A view of its own: one memory may be two operands of a call.
    return ((Memory) operand.memory()).pointer.getPointer(operand.at());
  }

  private record Memory(FloatPointer pointer) implements Floats {
    @Override
    public void put(long at, float[] from, int offset, int length) {
      pointer.position(at).put(from, offset, length);
      pointer.position(0);
    }

    @Override
    public void get(long at, float[] to, int offset, int length) {
      pointer.position(at).get(to, offset, length);
      pointer.position(0);
    }

    @Override
    public long address(long at) {
      return pointer.address() + at * Float.BYTES;
    }
  }
}
