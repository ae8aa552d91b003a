package org.medveil.audits.reidentification;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.medveil.audits.AuditRows;

/**
 * Covariance within patients and between them.
 *
 * @param within pooled, unbiased
 * @param between of the patients' means, less the part that images' scatter gives the means
 */
record Scatter(DMatrixRMaj within, DMatrixRMaj between) {
  private static final int BLOCK = 1024;

  /**
   * @param coordinates of the rows, row after row
   * @param rows whose they are
   */
  static Scatter of(float[] coordinates, AuditRows rows) {
    int width = coordinates.length / rows.size();
    int patients = rows.patients();
    double[] means = new double[patients * width];
    int[] counts = new int[patients];
    for (int row = 0; row < rows.size(); row++) {
      counts[rows.patient(row)]++;
      for (int i = 0; i < width; i++) {
        means[rows.patient(row) * width + i] += coordinates[row * width + i];
      }
    }
    double[] centre = new double[width];
    double inverse = 0;
    for (int patient = 0; patient < patients; patient++) {
      inverse += 1.0 / counts[patient] / patients;
      for (int i = 0; i < width; i++) {
        means[patient * width + i] /= counts[patient];
        centre[i] += means[patient * width + i] / patients;
      }
    }
    DMatrixRMaj within = new DMatrixRMaj(width, width);
    double scale = 1.0 / (rows.size() - patients);
    for (int first = 0; first < rows.size(); first += BLOCK) {
      DMatrixRMaj block = new DMatrixRMaj(Math.min(BLOCK, rows.size() - first), width);
      for (int row = 0; row < block.numRows; row++) {
        for (int i = 0; i < width; i++) {
          block.data[row * width + i] =
              coordinates[(first + row) * width + i] - means[rows.patient(first + row) * width + i];
        }
      }
      CommonOps_DDRM.multAddTransA(scale, block, block, within);
    }
    DMatrixRMaj spread = new DMatrixRMaj(patients, width);
    for (int i = 0; i < means.length; i++) {
      spread.data[i] = means[i] - centre[i % width];
    }
    DMatrixRMaj between = new DMatrixRMaj(width, width);
    CommonOps_DDRM.multTransA(1.0 / (patients - 1), spread, spread, between);
    CommonOps_DDRM.addEquals(between, -inverse, within);
    return new Scatter(within, between);
  }
}
