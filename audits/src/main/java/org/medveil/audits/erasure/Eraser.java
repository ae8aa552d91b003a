package org.medveil.audits.erasure;

import java.io.Serializable;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.medveil.contracts.Refusal;

/**
 * r(x) = x − A·B·(x − μ), of rank r: d values in, d values out. Immutable. It does not say whether
 * noise is in it, so it is no {@code Release} and nothing that holds one can be published.
 */
public final class Eraser implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] mean;
  // Each r rows of d values: the columns of A, the rows of B.
  private final double[][] away;
  private final double[][] found;

  /**
   * @param mean μ, d ≥ 1 values
   * @param away the r columns of A, each of d values; may be none
   * @param found the r rows of B, each of d values
   * @throws Refusal exit 65 for values that are not finite or do not fit together
   */
  public Eraser(double[] mean, double[][] away, double[][] found) {
    this.mean = mean.clone();
    this.away = copied(away);
    this.found = copied(found);
    if (mean.length == 0 || away.length != found.length || away.length > mean.length) {
      throw Refusal.badData("An eraser's parts do not fit together.", "Fit it again.");
    }
  }

  static Eraser of(double[] mean, DMatrixRMaj columns, DMatrixRMaj rows) {
    DMatrixRMaj turned = new DMatrixRMaj(columns.numCols, columns.numRows);
    CommonOps_DDRM.transpose(columns, turned);
    return new Eraser(mean, rowsOf(turned), rowsOf(rows));
  }

  /** Changes nothing. */
  public static Eraser none(int dimension) {
    return new Eraser(new double[dimension], new double[0][], new double[0][]);
  }

  /** The same with all numbers as sums of two floats, 48 digits: a ledger vouches for floats. */
  Eraser rounded() {
    return new Eraser(rounded(mean), rounded(away), rounded(found));
  }

  private static double[][] rounded(double[][] rows) {
    return Arrays.stream(rows).map(Eraser::rounded).toArray(double[][]::new);
  }

  private static double[] rounded(double[] values) {
    return Arrays.stream(values)
        .map(value -> (double) (float) value + (float) (value - (float) value))
        .toArray();
  }

  /** d. */
  public int dimension() {
    return mean.length;
  }

  /** r, how many directions are erased. */
  public int rank() {
    return away.length;
  }

  double[] mean() {
    return mean.clone();
  }

  double[][] away() {
    return copied(away);
  }

  double[][] found() {
    return copied(found);
  }

  /**
   * The erased vector, a new array.
   *
   * @param vector of {@link #dimension()} values
   */
  public double[] apply(double[] vector) {
    if (vector.length != mean.length) {
      throw new IllegalArgumentException(
          "the eraser takes " + mean.length + " values, not " + vector.length);
    }
    double[] erased = vector.clone();
    for (int k = 0; k < away.length; k++) {
      double along = 0;
      double[] row = found[k];
      for (int i = 0; i < row.length; i++) {
        along += row[i] * (vector[i] - mean[i]);
      }
      double[] column = away[k];
      for (int i = 0; i < column.length; i++) {
        erased[i] -= along * column[i];
      }
    }
    return erased;
  }

  /** The same for floats, computed in doubles. */
  public float[] apply(float[] vector) {
    double[] wide = new double[vector.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = vector[i];
    }
    double[] erased = apply(wide);
    float[] narrow = new float[erased.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) erased[i];
    }
    return narrow;
  }

  /**
   * This eraser first, then the other, as one.
   *
   * @param next fitted on vectors that this one erased, d values
   */
  public Eraser then(Eraser next) {
    if (next.mean.length != mean.length) {
      throw new IllegalArgumentException("erasers of different dimensions");
    }
    if (rank() == 0) {
      return next;
    }
    // Both erasers leave their mean where it is; fitted one on the other's output, the means agree.
    for (int i = 0; i < mean.length; i++) {
      if (Math.abs(mean[i] - next.mean[i]) > 1e-9 * (1 + Math.abs(mean[i]))) {
        throw new IllegalArgumentException("the second eraser was fitted on other vectors");
      }
    }
    double[][] columns = Arrays.copyOf(copied(away), rank() + next.rank());
    double[][] rows = Arrays.copyOf(copied(found), rank() + next.rank());
    for (int k = 0; k < rank(); k++) {
      columns[k] = next.linear(away[k]);
    }
    for (int k = 0; k < next.rank(); k++) {
      columns[rank() + k] = next.away[k].clone();
      rows[rank() + k] = next.found[k].clone();
    }
    return new Eraser(mean, columns, rows);
  }

  /** P = I − A·B, d × d. */
  DMatrixRMaj projection() {
    DMatrixRMaj p = CommonOps_DDRM.identity(mean.length);
    for (int k = 0; k < away.length; k++) {
      for (int i = 0; i < mean.length; i++) {
        for (int j = 0; j < mean.length; j++) {
          p.add(i, j, -away[k][i] * found[k][j]);
        }
      }
    }
    return p;
  }

  private double[] linear(double[] direction) {
    double[] shifted = direction.clone();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] += mean[i];
    }
    double[] moved = apply(shifted);
    for (int i = 0; i < moved.length; i++) {
      moved[i] -= mean[i];
    }
    return moved;
  }

  private static double[][] rowsOf(DMatrixRMaj matrix) {
    double[][] rows = new double[matrix.numRows][];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = Arrays.copyOfRange(matrix.data, k * matrix.numCols, (k + 1) * matrix.numCols);
    }
    return rows;
  }

  private double[][] copied(double[][] rows) {
    double[][] copy = new double[rows.length][];
    for (int k = 0; k < rows.length; k++) {
      copy[k] = rows[k].clone();
      boolean fits = copy[k].length == mean.length;
      if (!fits || !Arrays.stream(copy[k]).allMatch(Double::isFinite)) {
        throw Refusal.badData("An eraser's parts do not fit together.", "Fit it again.");
      }
    }
    return copy;
  }

  /** Nothing of its numbers. */
  @Override
  public String toString() {
    return "Eraser[" + mean.length + " values, rank " + away.length + "]";
  }
}
