package org.medveil.audits.erasure;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Least-squares concept erasure (Belrose et al., NeurIPS 2023): r(x) = x − W⁺·Q·Qᵀ·W·(x − μ) with W
 * the pseudo-inverse root of Σ_xx and Q a basis of W·Σ_xz. Afterwards cov(r(x), z) = 0, so no
 * linear model on these rows beats a constant, and no affine map that achieves this moves vectors
 * less in mean square.
 */
public final class Leace {
  private Leace() {}

  /**
   * @param moments with at least one column to erase
   * @return an eraser of rank ≤ number of erased columns
   */
  public static Eraser fit(Moments moments) {
    Spectrum spectrum = Spectrum.of(moments.vectors());
    DMatrixRMaj white = spectrum.power(-.5);
    DMatrixRMaj target = product(white, moments.withErased());
    DMatrixRMaj basis = Basis.of(target);
    DMatrixRMaj rows = new DMatrixRMaj(basis.numCols, white.numCols);
    CommonOps_DDRM.multTransA(basis, white, rows);
    return Eraser.of(moments.mean(), product(spectrum.power(.5), basis), rows);
  }

  static DMatrixRMaj product(DMatrixRMaj left, DMatrixRMaj right) {
    DMatrixRMaj product = new DMatrixRMaj(left.numRows, right.numCols);
    CommonOps_DDRM.mult(left, right, product);
    return product;
  }
}
