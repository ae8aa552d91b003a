package org.medveil.audits.reidentification;

import org.medveil.audits.AuditRows;

/**
 * Probabilistic LDA (two-covariance model; Ioffe 2006): the log likelihood ratio of "one patient"
 * against "two", up to a constant. Along a direction with variance ψ between patients and 1 within:
 * ψ a b / (1 + 2ψ) − ψ² (a² + b²) / (2 (1 + ψ) (1 + 2ψ)).
 */
public final class Plda implements Comparison {
  private static final long serialVersionUID = 1;

  private final LinearMap map;
  private final float[] between;

  private Plda(LinearMap map, float[] between) {
    this.map = map;
    this.between = between;
  }

  /** As {@link Lda#fit}. */
  public static Comparison fit(AuditRows rows, TrainingSettings settings) {
    PatientDirections directions = PatientDirections.of(rows, settings);
    double[] ones = new double[directions.size()];
    float[] between = new float[directions.size()];
    for (int i = 0; i < ones.length; i++) {
      ones[i] = 1;
      between[i] = (float) directions.between(i);
    }
    return new Plda(directions.scaled(ones), between);
  }

  @Override
  public String id() {
    return "plda";
  }

  @Override
  public int width() {
    return between.length + 2;
  }

  @Override
  public float[] probes(float[] rows, int count) {
    return extended(map.apply(rows, count), count, true);
  }

  @Override
  public float[] gallery(float[] rows, int count) {
    return extended(map.apply(rows, count), count, false);
  }

  private float[] extended(float[] mapped, int count, boolean probe) {
    int k = between.length;
    float[] out = new float[Math.multiplyExact(count, k + 2)];
    for (int row = 0; row < count; row++) {
      double own = 0;
      for (int i = 0; i < k; i++) {
        double psi = between[i];
        double z = mapped[row * k + i];
        own += psi * psi / (2 * (1 + psi) * (1 + 2 * psi)) * z * z;
        out[row * (k + 2) + i] = (float) (Math.sqrt(psi / (1 + 2 * psi)) * z);
      }
      out[row * (k + 2) + k] = probe ? (float) -own : 1;
      out[row * (k + 2) + k + 1] = probe ? 1 : (float) -own;
    }
    return out;
  }
}
