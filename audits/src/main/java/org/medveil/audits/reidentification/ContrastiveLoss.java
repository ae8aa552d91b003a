package org.medveil.audits.reidentification;

/**
 * The mean over images i of −1/|P(i)| Σ_{p ∈ P(i)} ln (e^{s_ip} / Σ_{a ≠ i} e^{s_ia}), with s the
 * cosine over the temperature 0.1 and P(i) the other images of the patient.
 */
final class ContrastiveLoss {
  private static final double TEMPERATURE = 0.1;

  private ContrastiveLoss() {}

  /**
   * The gradient of the loss at embeddings that are not normalised yet.
   *
   * @param raw embeddings, row after row
   * @param owner patient of each row
   */
  static float[] gradient(float[] raw, int width, int[] owner) {
    int n = owner.length;
    float[] unit = Cosine.normalised(raw, n, width);
    float[] cosines = Dense.timesTransposed(unit, unit, width, n);
    double[][] pull = pulls(cosines, owner);
    float[] symmetric = new float[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        symmetric[i * n + j] = (float) ((pull[i][j] + pull[j][i]) / (n * TEMPERATURE));
      }
    }
    float[] gradient = Dense.timesTransposed(symmetric, Dense.transposed(unit, width), n, n);
    for (int row = 0; row < n; row++) {
      throughNorm(new Row(raw, unit, row * width, width), gradient);
    }
    return gradient;
  }

  /** ∂ loss / ∂ s: softmax less the share of the positives. */
  private static double[][] pulls(float[] cosines, int[] owner) {
    int n = owner.length;
    double[][] pull = new double[n][n];
    for (int i = 0; i < n; i++) {
      double sum = 0;
      int positives = 0;
      for (int j = 0; j < n; j++) {
        if (j != i) {
          pull[i][j] = Math.exp((cosines[i * n + j] - 1) / TEMPERATURE);
          sum += pull[i][j];
          positives += owner[i] == owner[j] ? 1 : 0;
        }
      }
      for (int j = 0; j < n; j++) {
        double target = j != i && owner[i] == owner[j] ? 1.0 / positives : 0;
        pull[i][j] = pull[i][j] / sum - target;
      }
    }
    return pull;
  }

  /** One embedding in both arrays. */
  private record Row(float[] raw, float[] unit, int at, int width) {}

  private static void throughNorm(Row row, float[] gradient) {
    double along = 0;
    double square = 0;
    for (int i = row.at; i < row.at + row.width; i++) {
      along += (double) gradient[i] * row.unit[i];
      square += (double) row.raw[i] * row.raw[i];
    }
    double norm = Math.max(1e-12, Math.sqrt(square));
    for (int i = row.at; i < row.at + row.width; i++) {
      gradient[i] = (float) ((gradient[i] - along * row.unit[i]) / norm);
    }
  }
}
