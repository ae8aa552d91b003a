package org.medveil.audits.reidentification;

/**
 * −‖p − g‖², as (√2 p, −‖p‖², 1) · (√2 g, 1, −‖g‖²) around a common centre: floats lose less there.
 */
public final class SquaredDistance implements Comparison {
  private static final long serialVersionUID = 1;

  private final float[] centre;

  private SquaredDistance(float[] centre) {
    this.centre = centre;
  }

  /**
   * @param rows vectors that the attacker has, row after row; their mean is the centre
   * @param dimension of a vector
   */
  public static SquaredDistance around(float[] rows, int dimension) {
    int count = rows.length / dimension;
    double[] mean = new double[dimension];
    for (int i = 0; i < rows.length; i++) {
      mean[i % dimension] += rows[i];
    }
    float[] centre = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      centre[i] = (float) (mean[i] / count);
    }
    return new SquaredDistance(centre);
  }

  @Override
  public String id() {
    return "l2";
  }

  @Override
  public int width() {
    return centre.length + 2;
  }

  @Override
  public float[] probes(float[] rows, int count) {
    return extended(rows, count, true);
  }

  @Override
  public float[] gallery(float[] rows, int count) {
    return extended(rows, count, false);
  }

  private float[] extended(float[] rows, int count, boolean probe) {
    int d = centre.length;
    float[] out = new float[Math.multiplyExact(count, d + 2)];
    for (int row = 0; row < count; row++) {
      int to = row * (d + 2);
      double norm = 0;
      for (int i = 0; i < d; i++) {
        double x = (double) rows[row * d + i] - centre[i];
        norm += x * x;
        out[to + i] = (float) (Math.sqrt(2) * x);
      }
      out[to + d] = probe ? (float) -norm : 1;
      out[to + d + 1] = probe ? 1 : (float) -norm;
    }
    return out;
  }
}
