package org.medveil.audits.erasure;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Iterative nullspace projection (INLP, Ravfogel et al., ACL 2020) with least-squares classifiers,
 * which need the same sums and no rows: w = Σ_xx⁺·Σ_xz, then P ← (I − w·wᵀ/‖w‖²)·P, and again on
 * what is left. The older method, for comparison: it erases more than it needs to.
 */
public final class NullspaceProjection {
  private NullspaceProjection() {}

  /**
   * @param moments with at least one column to erase
   * @param rounds at least 1; each erases up to as many directions as there are columns
   */
  public static Eraser fit(Moments moments, int rounds) {
    Eraser all = Eraser.none(moments.columns().vector());
    Moments left = moments;
    for (int round = 0; round < rounds && all.rank() < moments.columns().vector(); round++) {
      DMatrixRMaj inverse = Spectrum.of(left.vectors()).power(-1);
      DMatrixRMaj basis = Basis.of(Leace.product(inverse, left.withErased()));
      DMatrixRMaj rows = new DMatrixRMaj(basis.numCols, basis.numRows);
      CommonOps_DDRM.transpose(basis, rows);
      Eraser next = Eraser.of(left.mean(), basis, rows);
      all = all.then(next);
      left = left.after(next);
    }
    return all;
  }
}
