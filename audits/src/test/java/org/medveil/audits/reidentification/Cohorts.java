package org.medveil.audits.reidentification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.medveil.audits.Acquisition;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.audits.ImageKey;
import org.medveil.audits.Traits;

/** Small cohorts whose answer is known: 60 patients, 2 visits, 2 images a visit, 24 values. */
final class Cohorts {
  static final int PATIENTS = 60;
  static final int DIMENSION = 24;

  private Cohorts() {}

  /** x = identity · u_patient + noise · e. */
  static AuditRows of(double identity, double noise, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<AuditRow> rows = new ArrayList<>();
    for (int patient = 0; patient < PATIENTS; patient++) {
      float[] own = normals(random);
      for (int image = 0; image < 4; image++) {
        float[] shot = normals(random);
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
          vector[i] = (float) (identity * own[i] + noise * shot[i]);
        }
        rows.add(row("p" + patient, "p" + patient + "-" + image, image / 2, vector));
      }
    }
    return AuditRows.of(rows);
  }

  static AuditRow row(String subject, String instance, int visit, float[] vector) {
    return new AuditRow(
        new ImageKey(subject, instance),
        new Acquisition(
            OptionalInt.of(visit), Optional.of("L"), Optional.empty(), Optional.empty()),
        Traits.UNKNOWN,
        vector);
  }

  static float[] normals(SplittableRandom random) {
    float[] values = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      double sum = -6;
      for (int k = 0; k < 12; k++) {
        sum += random.nextDouble();
      }
      values[i] = (float) sum;
    }
    return values;
  }
}
