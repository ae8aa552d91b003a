package org.medveil.audits.erasure;

import java.io.Serializable;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.medveil.contracts.Refusal;

/**
 * How the sums of a release see a vector: u = A·(x − c)/R, of D ≤ d values. Centre, radius and axes
 * are public: of synthetic images, of a public data set, or of a formula; a patient's vectors are
 * never looked at. Noise grows with D, so a view of fewer values needs fewer patients; what lies
 * across its axes is not seen, hence not known to be harmless, hence taken out of erased vectors.
 */
public final class PublicView implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] centre;
  private final double radius;
  // Orthonormal: first the D rows of A, then d − D rows across them.
  private final double[][] axes;
  private final int seen;

  /**
   * @param centre c, d ≥ 1 values
   * @param radius R, above 0; images further away than R count as if they were at R
   * @param axes at least 1 direction of d values, in order; made orthonormal, at most d
   * @throws Refusal exit 2 for a radius that is no positive number or axes that span less than they
   *     are
   */
  public PublicView(double[] centre, double radius, double[][] axes) {
    int d = centre.length;
    if (!(radius > 0) || Double.isInfinite(radius)) {
      throw Refusal.usage("The public radius is not a number above 0.", "Give --radius.");
    }
    if (axes.length < 1 || axes.length > d) {
      throw Refusal.usage("A projection has 1 to " + d + " values.", "Choose among these.");
    }
    this.centre = centre.clone();
    this.radius = radius;
    this.seen = axes.length;
    double[][] all = Arrays.copyOf(axes, d);
    int next = 0;
    for (int k = 0; k < d; k++) {
      boolean fits = false;
      while (!fits) {
        double[] candidate = k < seen ? axes[k].clone() : unit(d, next++);
        fits = acrossAll(candidate, all, k);
        if (!fits && k < seen) {
          throw Refusal.usage("The public axes are not independent.", "Project to fewer values.");
        }
        all[k] = candidate;
      }
    }
    this.axes = all;
  }

  /** All of the vector: nothing is projected. */
  public static PublicView whole(double[] centre, double radius) {
    return new PublicView(centre, radius, units(centre.length));
  }

  /**
   * Of public vectors along the leading axes of their scatter.
   *
   * @param vectors at least 2, of people or images that owe nothing to this hospital
   * @param seen D, 1 … d
   * @throws Refusal exit 2 outside this range, or when most vectors are the same
   */
  public static PublicView of(float[][] vectors, int seen) {
    int d = vectors[0].length;
    if (seen < 1 || seen > d) {
      throw Refusal.usage("A projection has 1 to " + d + " values.", "Choose fewer.");
    }
    return along(seen == d ? units(d) : axes(vectors, mean(vectors), seen), vectors);
  }

  /**
   * Of public vectors along public axes: centred at the mean of the vectors, half of which are
   * within the radius. The others count as if they were at it, which keeps their direction; a
   * radius that held all of them would add noise for the sake of a few.
   *
   * @param axes as of the constructor
   * @param vectors as above
   */
  public static PublicView along(double[][] axes, float[][] vectors) {
    PublicView unit = new PublicView(mean(vectors), 1, axes);
    double[] norms = Arrays.stream(vectors).mapToDouble(v -> norm(unit.of(v))).sorted().toArray();
    return unit.within(norms[norms.length / 2]);
  }

  private static double[] mean(float[][] vectors) {
    double[] mean = new double[vectors[0].length];
    for (float[] vector : vectors) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += vector[i] / (double) vectors.length;
      }
    }
    return mean;
  }

  /** The leading principal axes, one a row. */
  private static double[][] axes(float[][] vectors, double[] centre, int seen) {
    int d = centre.length;
    DMatrixRMaj centred = new DMatrixRMaj(vectors.length, d);
    for (int row = 0; row < vectors.length; row++) {
      for (int i = 0; i < d; i++) {
        centred.set(row, i, vectors[row][i] - centre[i]);
      }
    }
    DMatrixRMaj scatter = new DMatrixRMaj(d, d);
    CommonOps_DDRM.multInner(centred, scatter);
    DMatrixRMaj leading = Spectrum.of(scatter).leading(seen);
    double[][] axes = new double[seen][d];
    for (int k = 0; k < seen; k++) {
      for (int i = 0; i < d; i++) {
        axes[k][i] = leading.get(i, k);
      }
    }
    return axes;
  }

  /** The same with another radius. */
  public PublicView within(double otherRadius) {
    return new PublicView(centre, otherRadius, Arrays.copyOf(axes, seen));
  }

  /** d. */
  public int dimension() {
    return centre.length;
  }

  /** D. */
  public int seen() {
    return seen;
  }

  /** R. */
  public double radius() {
    return radius;
  }

  /** u of a vector; longer than 1 where the vector is further away than R. */
  public double[] of(float[] vector) {
    if (vector.length != centre.length) {
      throw Refusal.badData(
          "A vector has " + vector.length + " values, the encoder gives " + centre.length + ".",
          "Encode all images by one encoder.");
    }
    double[] view = new double[seen];
    for (int k = 0; k < seen; k++) {
      double along = 0;
      for (int i = 0; i < vector.length; i++) {
        along += axes[k][i] * (vector[i] - centre[i]);
      }
      view[k] = along / radius;
    }
    return view;
  }

  /** What the projection alone takes out, without an eraser. */
  public Eraser projection() {
    return lifted(Eraser.none(seen));
  }

  /**
   * An eraser of views as one of vectors: what is across the axes becomes zero, the rest is erased.
   *
   * @param eraser of D values
   */
  Eraser lifted(Eraser eraser) {
    int d = centre.length;
    double[] mean = new double[d];
    double[] ofViews = eraser.mean();
    for (int k = 0; k < seen; k++) {
      double at = dot(axes[k], centre) + radius * ofViews[k];
      addTo(mean, at, axes[k]);
    }
    int across = d - seen;
    double[][] away = Arrays.copyOfRange(axes, seen, d + eraser.rank());
    double[][] found = away.clone();
    double[][] columns = eraser.away();
    double[][] rows = eraser.found();
    for (int k = 0; k < eraser.rank(); k++) {
      away[across + k] = combined(columns[k]);
      found[across + k] = combined(rows[k]);
    }
    return new Eraser(mean, away, found);
  }

  private double[] combined(double[] weights) {
    double[] sum = new double[centre.length];
    for (int k = 0; k < seen; k++) {
      addTo(sum, weights[k], axes[k]);
    }
    return sum;
  }

  /** Makes the candidate orthogonal to the first axes and of norm 1; false if nothing is left. */
  private static boolean acrossAll(double[] candidate, double[][] axes, int count) {
    double before = norm(candidate);
    for (int pass = 0; pass < 2; pass++) {
      for (int k = 0; k < count; k++) {
        addTo(candidate, -dot(candidate, axes[k]), axes[k]);
      }
    }
    double left = norm(candidate);
    if (!(left > 1e-6 * before)) {
      return false;
    }
    for (int i = 0; i < candidate.length; i++) {
      candidate[i] /= left;
    }
    return true;
  }

  private static double[][] units(int length) {
    double[][] units = new double[length][];
    for (int k = 0; k < length; k++) {
      units[k] = unit(length, k);
    }
    return units;
  }

  private static double[] unit(int length, int at) {
    double[] unit = new double[length];
    unit[at] = 1;
    return unit;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double norm(double[] values) {
    return Math.sqrt(dot(values, values));
  }

  private static void addTo(double[] target, double factor, double[] axis) {
    for (int i = 0; i < target.length; i++) {
      target[i] += factor * axis[i];
    }
  }
}
