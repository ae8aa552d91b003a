package org.medveil.audits.removal;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.contracts.Refusal;

/**
 * Least squares with a small ridge on the answers ±, trained on some patients to score others. With
 * two classes it has the direction of Fisher's discriminant.
 */
public final class LinearProbe {
  private static final double RIDGE = 1e-3;

  private final double[] mean;
  private final double[] weights;

  private LinearProbe(double[] mean, double[] weights) {
    this.mean = mean;
    this.weights = weights;
  }

  /**
   * @param rows of the patients it learns from
   * @param target with both answers among them
   */
  public static LinearProbe fit(AuditRows rows, Target target) {
    AuditRows answered = rows.where(target.known());
    int d = answered.dimension();
    int n = answered.size();
    double[] mean = new double[d];
    DMatrixRMaj centred = new DMatrixRMaj(n, d);
    for (int i = 0; i < n; i++) {
      float[] vector = answered.row(i).vector();
      for (int j = 0; j < d; j++) {
        centred.set(i, j, vector[j]);
        mean[j] += vector[j] / (double) n;
      }
    }
    double share = answered.all().stream().filter(target.positive()).count() / (double) n;
    DMatrixRMaj answers = new DMatrixRMaj(n, 1);
    for (int i = 0; i < n; i++) {
      answers.set(i, 0, (target.positive().test(answered.row(i)) ? 1 : 0) - share);
      for (int j = 0; j < d; j++) {
        centred.add(i, j, -mean[j]);
      }
    }
    return new LinearProbe(mean, solved(centred, answers));
  }

  private static double[] solved(DMatrixRMaj centred, DMatrixRMaj answers) {
    int d = centred.numCols;
    DMatrixRMaj gram = new DMatrixRMaj(d, d);
    CommonOps_DDRM.multInner(centred, gram);
    double ridge = RIDGE * CommonOps_DDRM.trace(gram) / d + Double.MIN_NORMAL;
    for (int i = 0; i < d; i++) {
      gram.add(i, i, ridge);
    }
    DMatrixRMaj right = new DMatrixRMaj(d, 1);
    CommonOps_DDRM.multTransA(centred, answers, right);
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(d);
    DMatrixRMaj solution = new DMatrixRMaj(d, 1);
    if (!solver.setA(gram)) {
      throw Refusal.badData(
          "The vectors do not vary: nothing can be learned from them.", "Look at the encoder.");
    }
    solver.solve(right, solution);
    return solution.data.clone();
  }

  /** One for each value of a vector, a copy. */
  public double[] weights() {
    return weights.clone();
  }

  /** One score a row, higher for yes. */
  double[] scores(AuditRows rows) {
    return rows.all().stream().mapToDouble(this::score).toArray();
  }

  private double score(AuditRow row) {
    float[] vector = row.vector();
    double score = 0;
    for (int j = 0; j < vector.length; j++) {
      score += weights[j] * (vector[j] - mean[j]);
    }
    return score;
  }
}
