package org.medveil.opendp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rare keys stay unnamed, and the delta says how surely. */
class ThresholdedCountsTest {
  @ParameterizedTest
  @EnumSource(CountNoise.class)
  void onlyFrequentKeysAreNamedAndInTheirOwnOrder(CountNoise noise) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("zebra", 1000L);
    counts.put("rare", 1L);
    counts.put("ant", 2000L);
    Map<String, Long> named = new ThresholdedCounts(noise, 2, 500).release(counts);
    assertEquals(List.of("ant", "zebra"), List.copyOf(named.keySet()));
    // Chance alone is off by 100 once in 1e21.
    assertEquals(2000, named.get("ant"), 100);
    assertEquals(1000, named.get("zebra"), 100);
    assertEquals(3, counts.size());
  }

  @ParameterizedTest
  @EnumSource(CountNoise.class)
  void deltaCoversHowOftenTheKeyOfOnePatientIsNamed(CountNoise noise) {
    int keys = 40_000;
    Map<String, Long> alone = new HashMap<>();
    for (int i = 0; i < keys; i++) {
      alone.put("key " + i, 1L);
    }
    ThresholdedCounts mechanism = new ThresholdedCounts(noise, 1, 3);
    double named = mechanism.release(alone).size();
    double delta = mechanism.loss(new Contribution(1, 1)).delta();
    // Five standard errors. OpenDP 0.16.0's own delta is less than half of it (opendp#2922).
    assertTrue(named < keys * delta + 5 * Math.sqrt(keys * delta), named + " of " + delta);
    assertTrue(named > keys * 0.05, "the test has no power: " + named);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.4, 1, 2.5, 7, 20})
  void deltaIsTheChanceThatOnePatientsKeysReachTheThreshold(double scale) {
    DiscreteGaussianPmf gaussian = new DiscreteGaussianPmf(scale);
    for (int distance = 1; distance < 5 * scale; distance++) {
      double laplace = Math.exp(-distance / scale) / (1 + Math.exp(-1 / scale));
      for (int entries : new int[] {1, 4}) {
        Contribution three = new Contribution(entries, 3);
        int threshold = 3 + distance;
        assertDelta(
            laplace, 1.000001, new ThresholdedCounts(CountNoise.LAPLACE, scale, threshold), three);
        // OpenDP bounds the discrete tail by the continuous one, a step nearer.
        assertDelta(
            gaussian.tail(distance),
            1e4,
            new ThresholdedCounts(CountNoise.GAUSSIAN, scale, threshold),
            three);
      }
    }
  }

  /** One key reaches it with this chance; any of them does with at most delta. */
  private static void assertDelta(
      double one, double slack, ThresholdedCounts mechanism, Contribution contribution) {
    double any = -Math.expm1(contribution.entries() * Math.log1p(-one));
    double delta = mechanism.loss(contribution).delta();
    assertTrue(delta >= any * (1 - 1e-9), mechanism + ": " + delta + " is below " + any);
    assertTrue(delta <= any * slack, mechanism + ": " + delta + " is far above " + any);
  }

  @Test
  void noKeyAtAllIsFine() {
    assertTrue(new ThresholdedCounts(CountNoise.LAPLACE, 1, 1).release(Map.of()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, 0, -0.0, -1, Double.POSITIVE_INFINITY, 0x1p57})
  void aScaleOutOfRangeIsRefused(double scale) {
    for (CountNoise noise : CountNoise.values()) {
      assertThrows(IllegalArgumentException.class, () -> new ThresholdedCounts(noise, scale, 10));
    }
  }

  @Test
  void whatCannotBeReleasedIsRefused() {
    assertThrows(NullPointerException.class, () -> new ThresholdedCounts(null, 1, 10));
    assertThrows(
        IllegalArgumentException.class, () -> new ThresholdedCounts(CountNoise.LAPLACE, 1, 0));
    ThresholdedCounts fine = new ThresholdedCounts(CountNoise.GAUSSIAN, 1, 10);
    assertThrows(NullPointerException.class, () -> fine.release(null));
    assertThrows(IllegalArgumentException.class, () -> fine.release(Map.of("nobody", 0L)));
    assertThrows(IllegalArgumentException.class, () -> fine.release(Map.of("less", -1L)));
    Map<String, Long> missing = new HashMap<>();
    missing.put("missing", null);
    assertThrows(NullPointerException.class, () -> fine.release(missing));
    assertThrows(IllegalArgumentException.class, () -> fine.loss(new Contribution(1, 10)));
    assertEquals(0, fine.loss(new Contribution(0, 10)).value());
  }

  @Test
  void theNativeSideRefusesByItself() {
    new OpenDpNoise().id();
    assertVariant("FailedMap", () -> ThresholdNatives.laplaceLoss(1, 10, 1, 10));
    assertVariant("FailedMap", () -> ThresholdNatives.gaussianLoss(1, 10, 1, 10));
    assertVariant("Argument", () -> ThresholdNatives.laplaceLoss(1, 10, -1, 1));
    assertVariant("Argument", () -> ThresholdNatives.laplaceLoss(1, 10, 1, -1));
    assertVariant("Argument", () -> ThresholdNatives.kept(new long[] {0}, 1, 10, true));
    assertVariant("Argument", () -> ThresholdNatives.kept(new long[] {1}, Double.NaN, 10, true));
    assertVariant("Argument", () -> ThresholdNatives.kept(new long[] {1}, 1, 0, true));
    assertVariant("Jni", () -> ThresholdNatives.kept(null, 1, 10, true));
  }

  private static void assertVariant(String variant, Runnable call) {
    assertEquals(variant, assertThrows(OpenDpException.class, call::run).variant());
  }
}
