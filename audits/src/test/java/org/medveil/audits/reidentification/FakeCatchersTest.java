package org.medveil.audits.reidentification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.audits.ImageKey;
import org.medveil.audits.statistics.Resampling;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** What an audit that fools itself would get wrong. */
class FakeCatchersTest {
  private static final Resampling RESAMPLING = Resampling.seeded(1);

  @Test
  void permutedPatientsAreFoundByChanceOnly() {
    AuditRows rows = Cohorts.of(1, 0.5, 3);
    List<ImageKey> names = new ArrayList<>(rows.all().stream().map(AuditRow::key).toList());
    SplittableRandom random = new SplittableRandom(4);
    for (int i = names.size() - 1; i > 0; i--) {
      Collections.swap(names, i, random.nextInt(i + 1));
    }
    List<AuditRow> permuted = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      permuted.add(rows.row(i).withKey(names.get(i)));
    }
    RatePoint rate = rate(AuditRows.of(permuted), GalleryPolicy.SAME_VISIT_ALLOWED);
    assertEquals(3.0 / 239, rate.chance(), 1e-12);
    assertTrue(rate.rate().covers(rate.chance()), rate::toString);
    assertTrue(rate(rows, GalleryPolicy.SAME_VISIT_ALLOWED).rate().value() > 0.9);
  }

  @Test
  void aPlantedIdentityIsAlwaysFound() {
    AuditRows rows = Cohorts.of(1, 0, 5);
    for (GalleryPolicy policy :
        List.of(GalleryPolicy.SAME_VISIT_ALLOWED, GalleryPolicy.CROSS_VISIT)) {
      RatePoint rate = rate(rows, policy);
      assertEquals(1, rate.rate().value());
      assertEquals(1, rate.rate().interval().low());
    }
  }

  @Test
  void withoutIdentityTheRateIsChance() {
    AuditRows rows = Cohorts.of(0, 1, 12);
    for (GalleryPolicy policy :
        List.of(GalleryPolicy.SAME_VISIT_ALLOWED, GalleryPolicy.CROSS_VISIT)) {
      RatePoint rate = rate(rows, policy);
      assertTrue(rate.rate().covers(rate.chance()), rate::toString);
    }
    Verification verification =
        Verification.of(within(rows, GalleryPolicy.CROSS_VISIT, cosine(rows)), 0.01, RESAMPLING);
    assertTrue(verification.auc().covers(0.5), verification::toString);
  }

  @Test
  void aProbeInItsOwnGalleryIsRefused() {
    AuditRows rows = Cohorts.of(1, 1, 7);
    AuditRows probes = rows.where(row -> row.instance().endsWith("-0"));
    Protocol external = Protocol.of(GalleryPolicy.EXTERNAL, 1);
    Refusal refusal =
        assertThrows(Refusal.class, () -> external.between(probes, rows, cosine(rows)));
    assertEquals(ExitCode.BAD_DATA, refusal.exitCode());
    AuditRows others = rows.where(row -> !row.instance().endsWith("-0"));
    assertEquals(60, external.between(probes, others, cosine(rows)).probes());

    List<AuditRow> twice = new ArrayList<>(rows.all());
    twice.add(rows.row(0));
    assertThrows(Refusal.class, () -> AuditRows.of(twice));
  }

  @Test
  void anImageStoredAtTwoVisitsCountsOnlyWithoutTheFilter() {
    AuditRows rows = Cohorts.of(0.2, 1, 8);
    List<AuditRow> copied = new ArrayList<>();
    for (AuditRow row : rows.all()) {
      boolean last = row.instance().endsWith("-3");
      String first = row.instance().replaceFirst("-3$", "-0");
      copied.add(last ? row.withVector(vectorOf(rows, first)) : row);
    }
    AuditRows duplicated = AuditRows.of(copied);
    MateRule filtered = new MateRule(GalleryPolicy.CROSS_VISIT, new NearDuplicates.ByCosine(0.999));
    double clean = rate(rows, GalleryPolicy.CROSS_VISIT).rate().value();
    double fooled = rate(duplicated, GalleryPolicy.CROSS_VISIT).rate().value();
    RatePoint kept = rate(duplicated, filtered);
    assertTrue(fooled > clean + 0.4, clean + " and duplicated " + fooled);
    assertTrue(kept.rate().covers(clean), clean + " and filtered " + kept);
  }

  @Test
  void rotatingOrScalingEveryVectorChangesNoCosineResult() {
    AuditRows rows = Cohorts.of(0.5, 1, 9);
    double[][] rotation = rotation(10);
    AuditRows turned =
        rows.changed(
            row -> {
              float[] x = row.vector();
              float[] y = new float[x.length];
              for (int i = 0; i < y.length; i++) {
                for (int j = 0; j < x.length; j++) {
                  y[i] += (float) (7.5 * rotation[i][j] * x[j]);
                }
              }
              return row.withVector(y);
            });
    Identification plain = within(rows, GalleryPolicy.CROSS_VISIT, cosine(rows));
    Identification moved = within(turned, GalleryPolicy.CROSS_VISIT, cosine(rows));
    for (int i = 0; i < plain.probes(); i++) {
      assertEquals(plain.above(i), moved.above(i));
    }
  }

  private static float[] vectorOf(AuditRows rows, String instance) {
    return rows.all().stream()
        .filter(row -> row.instance().equals(instance))
        .findFirst()
        .orElseThrow()
        .vector();
  }

  /** Gram-Schmidt. */
  private static double[][] rotation(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] axes = new double[Cohorts.DIMENSION][Cohorts.DIMENSION];
    for (int i = 0; i < axes.length; i++) {
      float[] drawn = Cohorts.normals(random);
      for (int j = 0; j < drawn.length; j++) {
        axes[i][j] = drawn[j];
      }
      for (int k = 0; k < i; k++) {
        double along = dot(axes[i], axes[k]);
        for (int j = 0; j < drawn.length; j++) {
          axes[i][j] -= along * axes[k][j];
        }
      }
      double norm = Math.sqrt(dot(axes[i], axes[i]));
      for (int j = 0; j < drawn.length; j++) {
        axes[i][j] /= norm;
      }
    }
    return axes;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static Comparison cosine(AuditRows rows) {
    return new Cosine(rows.dimension());
  }

  private static Identification within(AuditRows rows, GalleryPolicy policy, Comparison by) {
    return Protocol.of(policy, 1).within(rows, by);
  }

  private static RatePoint rate(AuditRows rows, GalleryPolicy policy) {
    return rate(rows, MateRule.of(policy));
  }

  private static RatePoint rate(AuditRows rows, MateRule rule) {
    Protocol protocol = new Protocol(rule, Map.of(), GallerySearch.here(50_000, 1));
    return Rates.of(protocol.within(rows, cosine(rows)), RESAMPLING).success(1);
  }
}
