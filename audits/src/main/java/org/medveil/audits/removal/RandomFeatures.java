package org.medveil.audits.removal;

import java.util.SplittableRandom;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;

/**
 * Random cosine features of a Gaussian kernel (Rahimi and Recht, NIPS 2007): a linear model on them
 * is a smooth non-linear one on the vectors. An eraser of covariances gives no guarantee against
 * it.
 */
final class RandomFeatures {
  static final int COUNT = 256;

  private final float[] directions;
  private final double[] phases;
  private final int dimension;

  /** The kernel is as wide as two random rows are apart, in root mean square. */
  RandomFeatures(AuditRows rows, long seed) {
    this.dimension = rows.dimension();
    double width = Math.sqrt(2 * variance(rows));
    SplittableRandom random = new SplittableRandom(seed);
    this.directions = new float[COUNT * dimension];
    for (int i = 0; i < directions.length; i++) {
      directions[i] = (float) (normal(random) / Math.max(width, 1e-30));
    }
    this.phases = random.doubles(COUNT, 0, 2 * Math.PI).toArray();
  }

  AuditRows of(AuditRows rows) {
    return rows.changed((AuditRow row) -> row.withVector(features(row.vector())));
  }

  private float[] features(float[] vector) {
    float[] features = new float[COUNT];
    for (int k = 0; k < COUNT; k++) {
      float angle = 0;
      int at = k * dimension;
      for (int i = 0; i < dimension; i++) {
        angle += directions[at + i] * vector[i];
      }
      features[k] = (float) StrictMath.cos(angle + phases[k]);
    }
    return features;
  }

  private static double variance(AuditRows rows) {
    int d = rows.dimension();
    double[] sum = new double[d];
    double squares = 0;
    for (AuditRow row : rows.all()) {
      float[] vector = row.vector();
      for (int i = 0; i < d; i++) {
        sum[i] += vector[i];
        squares += (double) vector[i] * vector[i];
      }
    }
    double mean = 0;
    for (double value : sum) {
      mean += value / rows.size() * (value / rows.size());
    }
    return squares / rows.size() - mean;
  }

  /** Box-Muller; for attackers, not for privacy. */
  private static double normal(SplittableRandom random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
  }
}
