package org.medveil.audits.reidentification;

import org.medveil.audits.AuditRows;

/**
 * Linear discriminant analysis in closed form: z = √(λ / (1 + λ)) Uᵀ W (x − μ), compared by cosine.
 * Each direction counts by how much of its variance is the patient's.
 */
public final class Lda {
  private Lda() {}

  /**
   * @param rows of the attacker's own patients; none of them among the probes
   * @param settings of the fit
   */
  public static Comparison fit(AuditRows rows, TrainingSettings settings) {
    PatientDirections directions = PatientDirections.of(rows, settings);
    double[] scales = new double[directions.size()];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = Math.sqrt(directions.between(i) / (1 + directions.between(i)));
    }
    return new Mapped("lda", directions.scaled(scales), new Cosine(scales.length));
  }
}
