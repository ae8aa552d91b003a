package org.medveil.audits.reidentification;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;

/**
 * What of the person can be read off a vector, by ridge regression on principal axes, where its
 * solution is one division an axis: cov(tₖ, y) / (vₖ + λ v̄). Every patient weighs one.
 */
public final class TraitModel {
  private static final int AXES = 512;

  private final LinearMap map;

  private TraitModel(LinearMap map) {
    this.map = map;
  }

  /**
   * @param rows of patients who are not scored
   * @param targets numbers to predict, e.g. 1 for one sex and 0 for the other
   * @param ridge λ, at least 0, in mean variances
   */
  public static TraitModel fit(
      AuditRows rows, List<ToDoubleFunction<AuditRow>> targets, double ridge) {
    PrincipalAxes axes = PrincipalAxes.of(rows.matrix(), rows.dimension(), AXES);
    float[] coordinates = axes.coordinates().apply(rows.matrix(), rows.size());
    double[] weights = weights(rows);
    DMatrixRMaj slopes = new DMatrixRMaj(targets.size(), axes.size());
    for (int target = 0; target < targets.size(); target++) {
      double[] values = rows.all().stream().mapToDouble(targets.get(target)).toArray();
      double mean = 0;
      for (int row = 0; row < values.length; row++) {
        mean += weights[row] * values[row];
      }
      for (int row = 0; row < values.length; row++) {
        double pull = weights[row] * (values[row] - mean);
        for (int axis = 0; axis < axes.size(); axis++) {
          slopes.add(target, axis, pull * coordinates[row * axes.size() + axis]);
        }
      }
    }
    for (int axis = 0; axis < axes.size(); axis++) {
      double divisor = axes.variance(axis) + ridge * axes.meanVariance();
      for (int target = 0; target < targets.size(); target++) {
        slopes.set(target, axis, slopes.get(target, axis) / divisor);
      }
    }
    return new TraitModel(axes.after(slopes));
  }

  private static double[] weights(AuditRows rows) {
    int[] counts = new int[rows.patients()];
    for (int row = 0; row < rows.size(); row++) {
      counts[rows.patient(row)]++;
    }
    double[] weights = new double[rows.size()];
    Arrays.setAll(weights, row -> 1.0 / counts[rows.patient(row)] / rows.patients());
    return weights;
  }

  /** One score for each row and target, row after row; higher speaks for the target. */
  public float[] scores(AuditRows rows) {
    return map.apply(rows.matrix(), rows.size());
  }

  LinearMap map() {
    return map;
  }
}
