package org.medveil.audits.erasure;

import java.io.Serializable;
import java.util.List;

/**
 * Sums from which every eraser is fitted: n, Σw, Σwwᵀ with w = (x, z, y), and Σn·mmᵀ of the units'
 * means m. A unit is what identity erasure is to hide: a patient's eye, or the patient where there
 * are no sides. Sums add up: over partitions, and over sites (an eye seen at two sites then counts
 * as two). Mutable, for one thread; 16·d² bytes.
 */
public final class MomentSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int vector;
  private final int erased;
  private final int kept;
  private long images;
  private long units;
  private final double[] sum;
  private final double[] cross;
  private final double[] unitCross;

  /** Nothing yet. */
  public MomentSums(Columns columns) {
    this.vector = columns.vector();
    this.erased = columns.erased();
    this.kept = columns.kept();
    int width = columns.all();
    this.sum = new double[width];
    this.cross = new double[width * width];
    this.unitCross = new double[vector * vector];
  }

  /**
   * Adds one unit, once, with all images.
   *
   * @param rows each w = (x, z, y), finite, at least one
   */
  public void addUnit(List<double[]> rows) {
    double[] total = new double[sum.length];
    for (double[] row : rows) {
      if (row.length != sum.length) {
        throw new IllegalArgumentException("a row has " + row.length + " values");
      }
      addOuter(cross, row, sum.length, 1);
      for (int i = 0; i < row.length; i++) {
        total[i] += row[i];
      }
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("a unit has at least one image");
    }
    addOuter(unitCross, total, vector, 1.0 / rows.size());
    for (int i = 0; i < total.length; i++) {
      sum[i] += total[i];
    }
    images += rows.size();
    units++;
  }

  /**
   * Adds other sums over other units; returns this.
   *
   * @throws IllegalArgumentException if their columns differ
   */
  public MomentSums merge(MomentSums other) {
    if (vector != other.vector || erased != other.erased || kept != other.kept) {
      throw new IllegalArgumentException("sums of different columns");
    }
    images += other.images;
    units += other.units;
    add(sum, other.sum);
    add(cross, other.cross);
    add(unitCross, other.unitCross);
    return this;
  }

  /**
   * The moments so far.
   *
   * @throws org.medveil.contracts.Refusal exit 65 with fewer than two units
   */
  public Moments moments() {
    return Moments.of(
        new Columns(vector, erased, kept),
        new Moments.Counts(images, units),
        new double[][] {sum, mirrored(cross, sum.length), mirrored(unitCross, vector)});
  }

  /** Upper triangle only. */
  private static void addOuter(double[] target, double[] row, int width, double scale) {
    for (int i = 0; i < width; i++) {
      double factor = scale * row[i];
      if (factor != 0) {
        int at = i * width;
        for (int j = i; j < width; j++) {
          target[at + j] += factor * row[j];
        }
      }
    }
  }

  private static double[] mirrored(double[] upper, int width) {
    double[] full = upper.clone();
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < i; j++) {
        full[i * width + j] = upper[j * width + i];
      }
    }
    return full;
  }

  private static void add(double[] target, double[] more) {
    for (int i = 0; i < target.length; i++) {
      target[i] += more[i];
    }
  }

  /** No sum of patients in a log. */
  @Override
  public String toString() {
    return "MomentSums";
  }
}
