package org.medveil.kernels;

/**
 * The shape of C = op(A) op(B), or C += op(A) op(B); matrices are row-major, and memory that the
 * shape speaks of must be there.
 *
 * @param transposeA whether A is stored k x m
 * @param transposeB whether B is stored n x k
 * @param m rows of C
 * @param n columns of C
 * @param k length of the sums
 * @param lda floats from one row of A, as stored, to the next
 * @param ldb the same of B
 * @param ldc the same of C
 * @param add whether C is added to
 */
public record Gemm(
    boolean transposeA,
    boolean transposeB,
    int m,
    int n,
    int k,
    int lda,
    int ldb,
    int ldc,
    boolean add) {
  /** Checks that rows do not overlap. */
  public Gemm {
    if (m < 0 || n < 0 || k < 0) {
      throw new IllegalArgumentException("a matrix cannot have fewer than no rows or columns");
    }
    if (lda < (transposeA ? m : k) || ldb < (transposeB ? k : n) || ldc < n) {
      throw new IllegalArgumentException("a row is longer than the way to the next one");
    }
  }

  /** C = A B of dense matrices. */
  public static Gemm plain(int m, int n, int k) {
    return new Gemm(false, false, m, n, k, k, n, n, false);
  }
}
