package org.medveil.learning.engine;

/**
 * The shape of C = op(A) op(B), or C += op(A) op(B); matrices are row-major.
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
record Gemm(
    boolean transposeA,
    boolean transposeB,
    int m,
    int n,
    int k,
    int lda,
    int ldb,
    int ldc,
    boolean add) {
  /** C = A B of dense matrices. */
  static Gemm plain(int m, int n, int k) {
    return new Gemm(false, false, m, n, k, k, n, n, false);
  }
}
