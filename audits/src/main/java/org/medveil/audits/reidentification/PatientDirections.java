package org.medveil.audits.reidentification;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.medveil.audits.AuditRows;
import org.medveil.contracts.Refusal;

/**
 * Directions in which patients differ more than a patient's images do. Within a patient they have
 * variance 1 and are uncorrelated; between patients their variances are λ.
 *
 * <p>S_w: pooled covariance of images around their patient's mean; S_b: covariance of the means,
 * less what S_w contributes to it. W = S_w^(−1/2), (U, λ) the eigenvectors of W S_b W.
 */
final class PatientDirections {
  private final PrincipalAxes axes;
  private final DMatrixRMaj directions;
  private final double[] between;

  private PatientDirections(PrincipalAxes axes, DMatrixRMaj directions, double[] between) {
    this.axes = axes;
    this.directions = directions;
    this.between = between;
  }

  /**
   * @param rows of the attacker's own patients, two of whom have two images
   * @param settings of the fit
   * @throws Refusal exit 65 with fewer patients or images
   */
  static PatientDirections of(AuditRows rows, TrainingSettings settings) {
    if (rows.patients() < 3 || rows.size() < rows.patients() + 2) {
      throw Refusal.badData(
          "A trained attacker needs three patients, and two of them with several images.",
          "Give more patients, or leave the trained attackers out with --folds 0.");
    }
    PrincipalAxes axes = PrincipalAxes.of(rows.matrix(), rows.dimension(), settings.axes());
    Scatter scatter = Scatter.of(axes.coordinates().apply(rows.matrix(), rows.size()), rows);
    DMatrixRMaj within = scatter.within();
    double ridge = settings.shrinkage() * CommonOps_DDRM.trace(within) / within.numRows;
    DMatrixRMaj regular = within.copy();
    CommonOps_DDRM.scale(1 - settings.shrinkage(), regular);
    for (int i = 0; i < regular.numRows; i++) {
      regular.add(i, i, ridge);
    }
    double least = 1e-12 * CommonOps_DDRM.trace(regular) / regular.numRows;
    DMatrixRMaj whitening =
        Symmetric.of(regular).mapped(value -> 1 / Math.sqrt(Math.max(value, least)));
    DMatrixRMaj half = new DMatrixRMaj(within.numRows, within.numRows);
    CommonOps_DDRM.mult(whitening, scatter.between(), half);
    DMatrixRMaj between = new DMatrixRMaj(within.numRows, within.numRows);
    CommonOps_DDRM.mult(half, whitening, between);
    Symmetric eigen = Symmetric.of(between);
    int kept = 1;
    int most = Math.min(eigen.size(), Math.min(settings.directions(), rows.patients() - 1));
    while (kept < most && eigen.value(kept) > 0) {
      kept++;
    }
    DMatrixRMaj directions = new DMatrixRMaj(kept, within.numRows);
    CommonOps_DDRM.mult(eigen.axes(kept), whitening, directions);
    double[] values = eigen.values(kept);
    for (int i = 0; i < kept; i++) {
      values[i] = Math.max(values[i], 1e-9);
    }
    return new PatientDirections(axes, directions, values);
  }

  int size() {
    return between.length;
  }

  /** Between-patient variance of direction {@code index}, in units of the variance within. */
  double between(int index) {
    return between[index];
  }

  /** The map onto the directions, each times its scale. */
  LinearMap scaled(double[] scales) {
    DMatrixRMaj rows = directions.copy();
    for (int row = 0; row < rows.numRows; row++) {
      for (int i = 0; i < rows.numCols; i++) {
        rows.data[row * rows.numCols + i] *= scales[row];
      }
    }
    return axes.after(rows);
  }
}
