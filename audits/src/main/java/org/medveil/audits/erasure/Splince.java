package org.medveil.audits.erasure;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.medveil.contracts.Refusal;

/**
 * Erasure that keeps the covariance with the task exactly (SPLINCE, NeurIPS 2025): in the whitened
 * space, with a a basis of W·Σ_xz, b one of W·Σ_xy and c the part of a across b, P = W⁺·(I −
 * a·(cᵀa)⁻¹·cᵀ)·W. Then P·Σ_xz = 0 and P·Σ_xy = Σ_xy. Its distortion is larger than LEACE's: the
 * more concept and task agree, the larger.
 */
public final class Splince {
  // cᵀa is the squared sine of the angle between concept and task.
  private static final double LEAST_SINE_SQUARED = 1e-6;

  private Splince() {}

  /**
   * @param moments with at least one column to erase and one to keep
   * @throws Refusal exit 65 when a direction of the concept is one of the task's: both cannot be
   */
  public static Eraser fit(Moments moments) {
    Spectrum spectrum = Spectrum.of(moments.vectors());
    DMatrixRMaj white = spectrum.power(-.5);
    DMatrixRMaj concept = Basis.of(Leace.product(white, moments.withErased()));
    DMatrixRMaj task = Basis.of(Leace.product(white, moments.withKept()));
    DMatrixRMaj across = Basis.across(task, concept);
    DMatrixRMaj meeting = new DMatrixRMaj(concept.numCols, concept.numCols);
    CommonOps_DDRM.multTransA(across, concept, meeting);
    refuseSame(meeting);
    DMatrixRMaj inverse = new DMatrixRMaj(meeting.numRows, meeting.numCols);
    CommonOps_DDRM.invert(meeting, inverse);
    DMatrixRMaj rows = new DMatrixRMaj(concept.numCols, white.numCols);
    CommonOps_DDRM.multTransA(across, white, rows);
    DMatrixRMaj columns = Leace.product(spectrum.power(.5), Leace.product(concept, inverse));
    return Eraser.of(moments.mean(), columns, rows);
  }

  private static void refuseSame(DMatrixRMaj meeting) {
    if (meeting.numCols == 0) {
      return;
    }
    if (Spectrum.of(meeting).value(meeting.numCols - 1) < LEAST_SINE_SQUARED) {
      throw Refusal.badData(
          "What is to be erased and what is to be kept are the same direction.",
          "Erase without keeping the task (leace), or erase fewer concepts.");
    }
  }
}
