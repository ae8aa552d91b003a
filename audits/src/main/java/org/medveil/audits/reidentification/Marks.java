package org.medveil.audits.reidentification;

import java.io.Serializable;
import java.util.List;
import org.medveil.audits.AuditRow;
import org.medveil.audits.statistics.PatientWeights;

/**
 * What the search must know of each image, in arrays, because there are millions. Names are numbers
 * made by SHA-256: patient and image by 64 bits, the rest by 31.
 */
public final class Marks implements Serializable {
  /** Visit, side or group not known. */
  static final int UNKNOWN = -1;

  private static final long serialVersionUID = 1;

  private final long[] patient;
  private final long[] image;
  private final int[] visit;
  private final int[] side;
  private final int[] group;

  private Marks(int size) {
    this.patient = new long[size];
    this.image = new long[size];
    this.visit = new int[size];
    this.side = new int[size];
    this.group = new int[size];
  }

  /** In the order of the rows. */
  public static Marks of(List<AuditRow> rows) {
    Marks marks = new Marks(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      AuditRow row = rows.get(i);
      marks.patient[i] = PatientWeights.key(row.subject());
      marks.image[i] = PatientWeights.key(row.instance());
      marks.visit[i] = row.visit().orElse(UNKNOWN);
      marks.side[i] = row.laterality().map(Marks::number).orElse(UNKNOWN);
      marks.group[i] = group(row);
    }
    return marks;
  }

  /** Same sex, age band and ethnicity; unknown unless sex or age band is known. */
  private static int group(AuditRow row) {
    if (row.sex().isEmpty() && row.ageBand().isEmpty()) {
      return UNKNOWN;
    }
    return number(
        row.sex().orElse("?")
            + "|"
            + row.ageBand().orElse("?")
            + "|"
            + row.ethnicity().orElse("?"));
  }

  private static int number(String name) {
    return (int) (PatientWeights.key(name) >>> 33);
  }

  /** Number of images. */
  public int size() {
    return patient.length;
  }

  /** The patient's number; {@link PatientWeights#key} of the name. */
  public long patient(int index) {
    return patient[index];
  }

  long image(int index) {
    return image[index];
  }

  int visit(int index) {
    return visit[index];
  }

  int side(int index) {
    return side[index];
  }

  int group(int index) {
    return group[index];
  }
}
