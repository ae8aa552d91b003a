package org.medveil.kernels;

import java.util.Objects;
import java.util.Optional;

/**
 * Products of matrices of floats outside the heap, and exact sums of them: the {@code gemm} crate,
 * called directly. A number of a product is computed by the same operations wherever it stands and
 * however large the matrices are, so equal rows times equal columns give equal bits. Stateless but
 * for a scratch memory a thread.
 */
public final class MatrixKernels {
  private static final MatrixKernels ONLY = new MatrixKernels();

  private MatrixKernels() {}

  /** The kernels, where there is a library for this machine. */
  public static Optional<MatrixKernels> load() {
    return KernelLibrary.loaded() ? Optional.of(ONLY) : Optional.empty();
  }

  /**
   * C = op(A) op(B), or C += op(A) op(B).
   *
   * @param shape of which there must be memory
   * @param a address of the first float of A
   * @param b of B
   * @param c of C, which overlaps neither
   */
  public void product(Gemm shape, long a, long b, long c) {
    product(
        shape.transposeA(),
        shape.transposeB(),
        shape.m(),
        shape.n(),
        shape.k(),
        a,
        shape.lda(),
        b,
        shape.ldb(),
        c,
        shape.ldc(),
        shape.add());
  }

  /**
   * Rounds each float of a block to the nearest whole number (a tie to the even one) and adds it
   * times 2^shift.
   *
   * @param block address of its first float
   * @param shift 0 … 31
   * @param sum changed in place
   * @param to the entries that are added to; as many as the block has floats
   * @throws ArithmeticException if a float is no number or its magnitude 2⁴⁴ or more, or a sum is
   *     beyond the longs: the sum is then worthless
   */
  public void addRounded(long block, int shift, long[] sum, Entries to) {
    Objects.checkFromIndexSize(to.offset, to.length, sum.length);
    if (shift < 0 || shift >= Integer.SIZE) {
      throw new IllegalArgumentException("a shift is from 0 to 31");
    }
    if (!addRounded(block, shift, sum, to.offset, to.length)) {
      throw new ArithmeticException("an entry of a block of clipped gradients is beyond its bound");
    }
  }

  /**
   * Some entries of an array.
   *
   * @param offset the first
   * @param length how many
   */
  public record Entries(int offset, int length) {}

  /**
   * The squared norm: exact squares, added in double.
   *
   * @param values address of the first float
   */
  public double squaredNorm(long values, int length) {
    return squared(values, length);
  }

  static native String version();

  private static native double squared(long values, int length);

  private static native void product(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      long a,
      int lda,
      long b,
      int ldb,
      long c,
      int ldc,
      boolean add);

  private static native boolean addRounded(
      long block, int shift, long[] sum, int offset, int length);
}
