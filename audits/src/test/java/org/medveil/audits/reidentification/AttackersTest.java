package org.medveil.audits.reidentification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.medveil.audits.AuditRows;
import org.medveil.audits.statistics.Resampling;

/** Attackers find what they were made to find. */
class AttackersTest {
  private static final int D = Cohorts.DIMENSION;

  /** Within variance 1, between variance ψ: the fit sees 1 and ψ, and the score is the ratio. */
  @Test
  void pldaIsTheLogLikelihoodRatio() {
    AuditRows rows = Cohorts.of(2, 1, 31);
    PatientDirections directions = PatientDirections.of(rows, new TrainingSettings(D, 0, D, 1));
    double mean = 0;
    for (int i = 0; i < directions.size(); i++) {
      mean += directions.between(i) / directions.size();
    }
    assertEquals(4, mean, 0.8);

    Comparison plda = Plda.fit(rows, new TrainingSettings(D, 0, D, 1));
    double[] ones = new double[directions.size()];
    java.util.Arrays.fill(ones, 1);
    float[] z = directions.scaled(ones).apply(rows.matrix(), rows.size());
    double constant = ratio(directions, z, 0, 1) - score(plda, rows, 0, 1);
    for (int[] pair : new int[][] {{0, 4}, {3, 2}, {9, 200}}) {
      assertEquals(
          ratio(directions, z, pair[0], pair[1]),
          score(plda, rows, pair[0], pair[1]) + constant,
          0.01);
    }
  }

  private static double score(Comparison by, AuditRows rows, int probe, int mate) {
    float[] probes = by.probes(rows.matrix(), rows.size());
    float[] gallery = by.gallery(rows.matrix(), rows.size());
    double sum = 0;
    for (int i = 0; i < by.width(); i++) {
      sum += (double) probes[probe * by.width() + i] * gallery[mate * by.width() + i];
    }
    return sum;
  }

  /** ln N(a, b; one patient) − ln N(a) N(b), written out with 2 x 2 covariances. */
  private static double ratio(PatientDirections directions, float[] z, int one, int other) {
    int k = directions.size();
    double sum = 0;
    for (int i = 0; i < k; i++) {
      double psi = directions.between(i);
      double a = z[one * k + i];
      double b = z[other * k + i];
      double total = 1 + psi;
      double determinant = total * total - psi * psi;
      double joint = (total * (a * a + b * b) - 2 * psi * a * b) / determinant;
      sum +=
          -0.5 * (Math.log(determinant) + joint)
              + 0.5 * (2 * Math.log(total) + (a * a + b * b) / total);
    }
    return sum;
  }

  @Test
  void squaredDistanceIsTheDistance() {
    AuditRows rows = Cohorts.of(1, 1, 32);
    Comparison l2 = SquaredDistance.around(rows.matrix(), D);
    double distance = 0;
    for (int i = 0; i < D; i++) {
      double step = rows.row(3).vector()[i] - rows.row(77).vector()[i];
      distance += step * step;
    }
    assertEquals(-distance, score(l2, rows, 3, 77), 1e-3);
  }

  /** Nuisance in a few directions hides a weak identity from cosine; attackers who learn see it. */
  @Test
  void trainingFindsWhatACosineDoesNot() {
    AuditRows rows = withNuisance(Cohorts.of(1, 0.5, 33));
    Folds parts = new Folds(2, 1);
    AuditRows known = rows.where(row -> parts.of(row) == 0);
    AuditRows unseen = rows.where(row -> parts.of(row) == 1);
    double plain = rate(unseen, new Cosine(D));
    double lda = rate(unseen, Attackers.trained("lda", known, TrainingSettings.seeded(1)));
    double head = rate(unseen, Attackers.trained("triplet", known, TrainingSettings.seeded(1)));
    assertTrue(lda > plain + 0.2, plain + " and lda " + lda);
    assertTrue(head > plain + 0.2, plain + " and triplet " + head);
    assertArrayEquals(
        TripletHead.fit(known, TrainingSettings.seeded(1)).probes(unseen.matrix(), unseen.size()),
        TripletHead.fit(known, TrainingSettings.seeded(1)).probes(unseen.matrix(), unseen.size()));
  }

  private static AuditRows withNuisance(AuditRows rows) {
    SplittableRandom random = new SplittableRandom(34);
    return rows.changed(
        row -> {
          float[] vector = row.vector();
          for (int i = 0; i < 6; i++) {
            vector[i] += (float) (12 * (random.nextDouble() - 0.5));
          }
          return row.withVector(vector);
        });
  }

  private static double rate(AuditRows rows, Comparison by) {
    return Rates.of(
            Protocol.of(GalleryPolicy.CROSS_VISIT, 1).within(rows, by), Resampling.seeded(1))
        .success(1)
        .rate()
        .value();
  }

  @Test
  void theContrastiveGradientIsTheSlopeOfTheLoss() {
    SplittableRandom random = new SplittableRandom(35);
    int width = 5;
    int[] owner = {0, 0, 1, 1, 1, 2, 2};
    float[] raw = new float[owner.length * width];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (float) (random.nextDouble() - 0.5);
    }
    float[] gradient = ContrastiveLoss.gradient(raw, width, owner);
    for (int i = 0; i < raw.length; i += 3) {
      float[] up = raw.clone();
      float[] down = raw.clone();
      up[i] += 1e-3f;
      down[i] -= 1e-3f;
      double slope =
          (loss(up, width, owner) - loss(down, width, owner)) / ((double) up[i] - down[i]);
      assertEquals(slope, gradient[i], 2e-3 * Math.max(1, Math.abs(slope)));
    }
  }

  private static double loss(float[] raw, int width, int[] owner) {
    int n = owner.length;
    double total = 0;
    for (int i = 0; i < n; i++) {
      double sum = 0;
      double positive = 0;
      int positives = 0;
      for (int j = 0; j < n; j++) {
        if (j != i) {
          double s = cosine(raw, width, i, j) / 0.1;
          sum += Math.exp(s);
          positive += owner[i] == owner[j] ? s : 0;
          positives += owner[i] == owner[j] ? 1 : 0;
        }
      }
      total += (Math.log(sum) - positive / positives) / n;
    }
    return total;
  }

  private static double cosine(float[] rows, int width, int one, int other) {
    double product = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < width; i++) {
      double x = rows[one * width + i];
      double y = rows[other * width + i];
      product += x * y;
      first += x * x;
      second += y * y;
    }
    return product / Math.sqrt(first * second);
  }
}
