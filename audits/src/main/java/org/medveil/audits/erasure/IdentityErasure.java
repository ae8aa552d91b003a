package org.medveil.audits.erasure;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.medveil.contracts.Refusal;

/**
 * Erases the k directions in which eyes (patients, where there are no sides) differ most, measured
 * by how much the images of one differ: with W = S_w^{-1/2}, U the leading k eigenvectors of
 * W·S_b·W, P = W⁺·(I − U·Uᵀ)·W. One concept per patient would be simpler and wrong: with more
 * patients than values it erases everything.
 *
 * <p>Disease differs between patients too, so it is among these directions. With a task to keep, U
 * is first made orthogonal to W·Σ_xy; then the covariance with the task stays exactly as it was.
 */
public final class IdentityErasure {
  private final Moments moments;
  private final Spectrum within;
  private final DMatrixRMaj white;
  private final Spectrum units;
  // Against directions in which a cohort of few patients happens not to vary.
  private static final double RIDGE = 1e-3;

  private IdentityErasure(Moments moments) {
    this.moments = moments;
    this.within = Spectrum.of(moments.within());
    this.white = within.power(-.5);
    this.units = Spectrum.of(Leace.product(Leace.product(white, moments.between()), white));
  }

  /** Finds the directions, for any k. */
  public static IdentityErasure of(Moments moments) {
    return new IdentityErasure(moments);
  }

  /** How many directions can be erased: those in which images of one eye differ at all. */
  public int most() {
    return within.rank();
  }

  /**
   * @param k 0 … {@link #most()}
   * @return an eraser of rank at most k that keeps the task, if the moments have one
   * @throws Refusal exit 2 for another k
   */
  public Eraser keepingTask(int k) {
    DMatrixRMaj task = Basis.of(Leace.product(within.power(.5), predictor()));
    return erasing(Basis.of(Basis.across(task, leading(k))));
  }

  private DMatrixRMaj predictor() {
    DMatrixRMaj total = moments.vectors();
    double ridge = RIDGE * CommonOps_DDRM.trace(total) / total.numRows;
    for (int i = 0; i < total.numRows; i++) {
      total.add(i, i, ridge);
    }
    return Leace.product(Spectrum.of(total).power(-1), moments.withKept());
  }

  /** The same without regard to any task: for comparison, it takes the disease with it. */
  public Eraser keepingNothing(int k) {
    return erasing(leading(k));
  }

  private DMatrixRMaj leading(int k) {
    if (k < 0 || k > most()) {
      throw Refusal.usage(
          "The rank of identity erasure is 0 to " + most() + " for these vectors.",
          "Choose fewer directions.");
    }
    return units.leading(k);
  }

  private Eraser erasing(DMatrixRMaj directions) {
    DMatrixRMaj rows = new DMatrixRMaj(directions.numCols, white.numCols);
    CommonOps_DDRM.multTransA(directions, white, rows);
    return Eraser.of(moments.mean(), Leace.product(within.power(.5), directions), rows);
  }
}
