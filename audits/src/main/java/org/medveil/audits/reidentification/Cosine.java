package org.medveil.audits.reidentification;

/**
 * The cosine of two vectors. A vector of zeros is like nothing: 0.
 *
 * @param dimension of the vectors
 */
public record Cosine(int dimension) implements Comparison {
  @Override
  public String id() {
    return "cosine";
  }

  @Override
  public int width() {
    return dimension;
  }

  @Override
  public float[] probes(float[] rows, int count) {
    return normalised(rows, count, dimension);
  }

  @Override
  public float[] gallery(float[] rows, int count) {
    return normalised(rows, count, dimension);
  }

  static float[] normalised(float[] rows, int count, int width) {
    float[] out = new float[Math.multiplyExact(count, width)];
    for (int row = 0; row < count; row++) {
      double sum = 0;
      for (int i = row * width; i < (row + 1) * width; i++) {
        sum += (double) rows[i] * rows[i];
      }
      double scale = sum > 0 ? 1 / Math.sqrt(sum) : 0;
      for (int i = row * width; i < (row + 1) * width; i++) {
        out[i] = (float) (rows[i] * scale);
      }
    }
    return out;
  }
}
