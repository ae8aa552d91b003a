package org.medveil.audits.membership;

import java.util.Set;
import java.util.TreeSet;
import org.medveil.audits.AuditRows;
import org.medveil.contracts.Refusal;

/**
 * Images that are nearly the same under two patients' names. Such a patient is in a model through
 * the other one, so a true answer counts as wrong, and the audit would look better than it is.
 */
public final class SharedImages {
  private SharedImages() {}

  /**
   * Patients to leave out so that no pair is left, those that come later among the rows.
   *
   * @param rows vectors as the encoder gave them
   * @param above from which cosine on two vectors are of the same image, in (0, 1]; taken after
   *     each value is standardised over all rows, because what all images share would make any two
   *     alike
   * @return numbers of patients, ascending
   */
  public static Set<Integer> patients(AuditRows rows, double above) {
    if (!(above > 0 && above <= 1)) {
      throw Refusal.usage(
          "A cosine of near-duplicates lies above 0 and at most at 1.", "0.995 is usual.");
    }
    int dimension = rows.dimension();
    float[] unit = rows.matrix();
    standardise(unit, dimension);
    for (int i = 0; i < rows.size(); i++) {
      normalise(unit, i * dimension, dimension);
    }
    Set<Integer> left = new TreeSet<>();
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < i && !left.contains(rows.patient(i)); j++) {
        if (rows.patient(j) != rows.patient(i)
            && !left.contains(rows.patient(j))
            && dot(unit, i * dimension, j * dimension, dimension) >= above) {
          left.add(rows.patient(i));
        }
      }
    }
    return left;
  }

  private static void standardise(float[] values, int dimension) {
    int rows = values.length / dimension;
    for (int k = 0; k < dimension; k++) {
      double sum = 0;
      double squares = 0;
      for (int i = k; i < values.length; i += dimension) {
        sum += values[i];
      }
      double mean = sum / rows;
      for (int i = k; i < values.length; i += dimension) {
        squares += (values[i] - mean) * (values[i] - mean);
      }
      double deviation = Math.sqrt(squares / rows);
      for (int i = k; i < values.length; i += dimension) {
        values[i] = deviation > 0 ? (float) ((values[i] - mean) / deviation) : 0;
      }
    }
  }

  private static float dot(float[] values, int one, int other, int length) {
    float sum = 0;
    for (int k = 0; k < length; k++) {
      sum += values[one + k] * values[other + k];
    }
    return sum;
  }

  private static void normalise(float[] values, int from, int length) {
    double squares = 0;
    for (int k = 0; k < length; k++) {
      squares += (double) values[from + k] * values[from + k];
    }
    double norm = Math.sqrt(squares);
    for (int k = 0; k < length && norm > 0; k++) {
      values[from + k] /= (float) norm;
    }
  }
}
