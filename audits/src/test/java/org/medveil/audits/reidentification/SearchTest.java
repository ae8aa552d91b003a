package org.medveil.audits.reidentification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.audits.statistics.Resampling;

/** Counting instead of sorting, and what follows from the counts. */
class SearchTest {
  @Test
  void countsAreThoseOfAPlainSort() {
    AuditRows rows = Cohorts.of(0.4, 1, 21);
    Identification found =
        Protocol.of(GalleryPolicy.CROSS_VISIT, 1).within(rows, new Cosine(Cohorts.DIMENSION));
    for (int probe = 0; probe < rows.size(); probe += 7) {
      AuditRow asked = rows.row(probe);
      double best = Double.NEGATIVE_INFINITY;
      int above = 0;
      for (AuditRow other : rows.all()) {
        if (other.subject().equals(asked.subject()) && !other.visit().equals(asked.visit())) {
          best = Math.max(best, cosine(asked, other));
        }
      }
      for (AuditRow other : rows.all()) {
        above += !other.subject().equals(asked.subject()) && cosine(asked, other) > best ? 1 : 0;
      }
      assertEquals(above, found.above(probe));
      assertEquals(2, found.mates(probe).scores().length);
      assertEquals(236, found.others(probe));
    }
  }

  private static double cosine(AuditRow a, AuditRow b) {
    float[] x = a.vector();
    float[] y = b.vector();
    double product = 0;
    double norms = 0;
    double others = 0;
    for (int i = 0; i < x.length; i++) {
      product += x[i] * y[i];
      norms += x[i] * x[i];
      others += y[i] * y[i];
    }
    return product / Math.sqrt(norms * others);
  }

  /** Without the Rust library the products differ by rounding only. */
  @Test
  void thePlainLoopMultipliesAsTheLibraryDoes() {
    SplittableRandom random = new SplittableRandom(22);
    float[] probes = new float[5 * 24];
    float[] gallery = new float[9 * 24];
    for (int i = 0; i < gallery.length; i++) {
      gallery[i] = (float) random.nextDouble();
      probes[i % probes.length] = (float) random.nextDouble();
    }
    try (BlockProduct library = new BlockProduct(24, 5, 9);
        BlockProduct plain = new BlockProduct(24, 5, 9, Optional.empty())) {
      library.gallery(gallery, 0, 9);
      plain.gallery(gallery, 0, 9);
      float[] expected = library.scores(probes, 0, 5).clone();
      float[] actual = plain.scores(probes, 0, 5);
      for (int i = 0; i < 45; i++) {
        assertEquals(expected[i], actual[i], 1e-5);
      }
    }
  }

  @Test
  void chancesOfDrawingAreThoseOfCounting() {
    assertEquals(1 - 3.0 / 239, Chance.none(239, 3, 1), 1e-12);
    // C(7,2) / C(10,2)
    assertEquals(21.0 / 45, Chance.none(10, 3, 2), 1e-12);
    assertEquals(0, Chance.none(10, 3, 8));
    assertEquals(1, Chance.none(10, 0, 5));
    assertEquals(0.5, Hit.among(1, 0, 1, 1), 1e-12);
    assertEquals(0, Hit.among(3, 3, 0, 1));
    assertEquals(1, Hit.among(4, 3, 0, 1));
  }

  /** Vectors that are all equal tell nothing: the rate is chance, not 1 and not 0. */
  @Test
  void tiesAreBrokenByChance() {
    AuditRows rows = Cohorts.of(0, 0, 1).changed(row -> row.withVector(new float[] {1, 1}));
    RatePoint rate =
        Rates.of(
                Protocol.of(GalleryPolicy.CROSS_VISIT, 1).within(rows, new Cosine(2)),
                Resampling.seeded(1))
            .success(1);
    assertEquals(rate.chance(), rate.rate().value(), 1e-12);
  }

  @Test
  void smallerGalleriesAreEasier() {
    AuditRows rows = Cohorts.of(0.4, 1, 23);
    Rates rates =
        Rates.of(
            Protocol.of(GalleryPolicy.CROSS_VISIT, 1).within(rows, new Cosine(Cohorts.DIMENSION)),
            Resampling.seeded(1));
    List<RatePoint> points = rates.bySize(10, 100, 238, 5000);
    assertEquals(3, points.size());
    assertTrue(points.get(0).rate().value() > points.get(1).rate().value());
    assertEquals(rates.success(1).rate().value(), points.get(2).rate().value(), 1e-12);
    assertEquals(rates.success(1).chance(), points.get(2).chance(), 1e-12);
  }

  @Test
  void hashesAndCorrelationsTellTheSamePictureFromAnother() {
    SplittableRandom random = new SplittableRandom(24);
    byte[] picture = new byte[40 * 48];
    byte[] other = new byte[40 * 48];
    random.nextBytes(picture);
    random.nextBytes(other);
    byte[] brighter = picture.clone();
    for (int i = 0; i < brighter.length; i++) {
      brighter[i] = (byte) Math.min(255, (picture[i] & 0xff) / 2 + 60);
    }
    PixelPrint print = PixelPrint.of(40, 48, picture);
    assertEquals(0, print.distance(PixelPrint.of(40, 48, picture)));
    assertTrue(print.distance(PixelPrint.of(40, 48, brighter)) <= 2);
    assertTrue(print.correlation(PixelPrint.of(40, 48, brighter)) > 0.99);
    assertTrue(print.distance(PixelPrint.of(40, 48, other)) > 12);
    assertTrue(print.correlation(PixelPrint.of(40, 48, other)) < 0.3);
    NearDuplicates near = new NearDuplicates.ByPixels(4, 0.95);
    AuditRows rows = Cohorts.of(0, 1, 25);
    Map<String, PixelPrint> prints = Map.of("p0-0", print, "p0-2", PixelPrint.of(40, 48, brighter));
    Searched searched = Searched.probes(rows.all(), new Cosine(Cohorts.DIMENSION), prints);
    assertTrue(near.near(searched, 0, searched, 2));
    assertTrue(!near.near(searched, 0, searched, 1), "an image without a print is never near");
  }

  /** Encoders whose vectors all point the same way: only centred cosines tell duplicates. */
  @Test
  void aCommonOffsetMakesNoNearDuplicates() {
    AuditRows rows =
        Cohorts.of(0.2, 1, 26)
            .changed(
                row -> {
                  float[] vector = row.vector();
                  for (int i = 0; i < vector.length; i++) {
                    vector[i] += 100;
                  }
                  return row.withVector(vector);
                });
    Searched searched = Searched.probes(rows.all(), new Cosine(Cohorts.DIMENSION), Map.of());
    NearDuplicates plain = new NearDuplicates.ByCosine(0.995);
    assertTrue(plain.near(searched, 0, searched, 2));
    assertTrue(!plain.around(rows).near(searched, 0, searched, 2));
    assertTrue(plain.around(rows).near(searched, 0, searched, 0));
  }
}
