package org.medveil.audits.erasure;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.medveil.contracts.Refusal;

/**
 * Mean and covariances of vectors (x), of the concepts to erase (z) and of the task to keep (y).
 * Covariances divide by n − 1. Immutable: matrices are handed out as copies.
 */
public final class Moments {
  private final Columns columns;
  private final DMatrixRMaj mean;
  private final DMatrixRMaj covariance;
  private final DMatrixRMaj within;
  private final DMatrixRMaj between;

  private Moments(
      Columns columns, DMatrixRMaj mean, DMatrixRMaj covariance, DMatrixRMaj[] scatter) {
    this.columns = columns;
    this.mean = mean;
    this.covariance = covariance;
    this.within = scatter[0];
    this.between = scatter[1];
  }

  /** Moments as they are; within and between are d × d and share a scale. */
  static Moments given(
      Columns columns, DMatrixRMaj mean, DMatrixRMaj covariance, DMatrixRMaj[] scatter) {
    return new Moments(columns, mean, covariance, scatter);
  }

  /** How many rows the sums are of. */
  record Counts(long images, long units) {}

  static Moments of(Columns columns, Counts counts, double[][] sums) {
    if (counts.units() < 2) {
      throw Refusal.badData(
          "An eraser needs at least two eyes or patients whose concepts are known.",
          "Look at the counts of rows left out.");
    }
    int width = columns.all();
    int d = columns.vector();
    double n = counts.images();
    DMatrixRMaj mean = new DMatrixRMaj(width, 1, true, sums[0].clone());
    CommonOps_DDRM.scale(1 / n, mean);
    DMatrixRMaj square = new DMatrixRMaj(width, width);
    CommonOps_DDRM.multOuter(mean, square);
    DMatrixRMaj covariance = new DMatrixRMaj(width, width, true, sums[1].clone());
    CommonOps_DDRM.addEquals(covariance, -n, square);
    DMatrixRMaj between = new DMatrixRMaj(d, d, true, sums[2].clone());
    CommonOps_DDRM.addEquals(between, -n, block(square, 0, d));
    DMatrixRMaj within = block(covariance, 0, d);
    CommonOps_DDRM.subtractEquals(within, between);
    CommonOps_DDRM.scale(1 / (n - 1), covariance);
    CommonOps_DDRM.scale(1 / Math.max(1, n - counts.units()), within);
    CommonOps_DDRM.scale(1.0 / (counts.units() - 1), between);
    return new Moments(columns, mean, covariance, new DMatrixRMaj[] {within, between});
  }

  /** What stands side by side. */
  public Columns columns() {
    return columns;
  }

  /** d values. */
  double[] mean() {
    double[] values = new double[columns.vector()];
    System.arraycopy(mean.data, 0, values, 0, values.length);
    return values;
  }

  /** Σ_xx, d × d. */
  DMatrixRMaj vectors() {
    return block(covariance, 0, columns.vector());
  }

  /** Σ_xz, d × erased. */
  DMatrixRMaj withErased() {
    int from = columns.vector();
    return CommonOps_DDRM.extract(covariance, 0, columns.vector(), from, from + columns.erased());
  }

  /** Σ_xy, d × kept. */
  DMatrixRMaj withKept() {
    int from = columns.vector() + columns.erased();
    return CommonOps_DDRM.extract(covariance, 0, columns.vector(), from, from + columns.kept());
  }

  /** S_w, covariance of images around the mean of their unit, d × d. */
  DMatrixRMaj within() {
    return within.copy();
  }

  /** S_b, scatter of the units' means, each as heavy as its images, over units − 1. */
  DMatrixRMaj between() {
    return between.copy();
  }

  /** The moments of the erased vectors; needs no second pass over the rows. */
  public Moments after(Eraser eraser) {
    int width = columns.all();
    DMatrixRMaj map = eraser.projection();
    DMatrixRMaj wide = CommonOps_DDRM.identity(width);
    CommonOps_DDRM.insert(map, wide, 0, 0);
    double[] moved = eraser.apply(mean());
    DMatrixRMaj newMean = mean.copy();
    System.arraycopy(moved, 0, newMean.data, 0, moved.length);
    return new Moments(
        columns,
        newMean,
        congruent(wide, covariance),
        new DMatrixRMaj[] {congruent(map, within), congruent(map, between)});
  }

  private static DMatrixRMaj congruent(DMatrixRMaj map, DMatrixRMaj middle) {
    DMatrixRMaj left = new DMatrixRMaj(map.numRows, middle.numCols);
    CommonOps_DDRM.mult(map, middle, left);
    DMatrixRMaj both = new DMatrixRMaj(map.numRows, map.numRows);
    CommonOps_DDRM.multTransB(left, map, both);
    return both;
  }

  private static DMatrixRMaj block(DMatrixRMaj matrix, int from, int to) {
    return CommonOps_DDRM.extract(matrix, from, to, from, to);
  }

  /** No moment of patients in a log. */
  @Override
  public String toString() {
    return "Moments";
  }
}
