package org.medveil.jobs.auditmembership;

import java.util.List;
import java.util.function.UnaryOperator;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.contracts.Refusal;
import org.medveil.learning.FeatureScaling;

/** From an encoder's vectors to what a model learns from; the same for all models of an audit. */
final class Features {
  private static final List<String> NAMES = List.of("none", "unit-norm", "standardised");

  private Features() {}

  /** Exit 2 for an unknown name, before anything is read. */
  static void check(String name) {
    if (!NAMES.contains(name)) {
      throw Refusal.usage(
          "there is no scaling '" + name + "' here", "known: " + String.join(", ", NAMES));
    }
  }

  /**
   * By name.
   *
   * @param rows over which values are standardised, members of models or not: every model sees the
   *     same features, so they tell nothing about membership
   */
  static UnaryOperator<float[]> named(String name, AuditRows rows) {
    check(name);
    return switch (name) {
      case "none" -> FeatureScaling.NONE::apply;
      case "unit-norm" -> FeatureScaling.UNIT_NORM::apply;
      default -> standardised(rows);
    };
  }

  private static UnaryOperator<float[]> standardised(AuditRows rows) {
    double[] mean = new double[rows.dimension()];
    double[] squares = new double[mean.length];
    int count = 0;
    for (AuditRow row : rows.all()) {
      float[] vector = row.vector();
      count++;
      for (int k = 0; k < mean.length; k++) {
        double off = vector[k] - mean[k];
        mean[k] += off / count;
        squares[k] += off * (vector[k] - mean[k]);
      }
    }
    double[] deviation = new double[mean.length];
    for (int k = 0; k < mean.length; k++) {
      deviation[k] = Math.sqrt(squares[k] / count);
    }
    return vector -> {
      float[] scaled = new float[vector.length];
      for (int k = 0; k < scaled.length; k++) {
        scaled[k] = deviation[k] > 0 ? (float) ((vector[k] - mean[k]) / deviation[k]) : 0;
      }
      return FeatureScaling.UNIT_NORM.apply(scaled);
    };
  }
}
