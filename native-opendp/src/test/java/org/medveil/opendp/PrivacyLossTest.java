package org.medveil.opendp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses add up in their own measure, and are said as epsilon and delta. */
class PrivacyLossTest {
  private static final PrivacyLoss RHO = new PrivacyLoss(Divergence.CONCENTRATED, 0.1, 1e-9);
  private static final PrivacyLoss EPSILON = new PrivacyLoss(Divergence.PURE, 0.1, 1e-9);

  @Test
  void sumsAreRoundedUp() {
    PrivacyLoss three = PrivacyLoss.composed(List.of(EPSILON, EPSILON, EPSILON));
    assertEquals(Divergence.PURE, three.divergence());
    assertEquals(0.30000000000000004, three.value());
    assertTrue(three.delta() >= 3e-9 && three.delta() < 3.000001e-9);
  }

  @Test
  void onlyLikeIsAdded() {
    assertThrows(IllegalArgumentException.class, () -> PrivacyLoss.composed(List.of(RHO, EPSILON)));
    assertThrows(IllegalArgumentException.class, () -> PrivacyLoss.composed(List.of()));
    PrivacyLoss nothing = new PrivacyLoss(Divergence.PURE, Double.POSITIVE_INFINITY, 0);
    assertThrows(
        IllegalArgumentException.class, () -> PrivacyLoss.composed(List.of(EPSILON, nothing)));
  }

  @Test
  void theOwnDeltaIsPartOfTheTotal() {
    assertEquals(0.1, EPSILON.epsilonAt(1e-9));
    assertThrows(IllegalArgumentException.class, () -> EPSILON.epsilonAt(1e-10));
    assertThrows(IllegalArgumentException.class, () -> RHO.epsilonAt(1e-9));
    assertThrows(IllegalArgumentException.class, () -> RHO.epsilonAt(1));
    assertThrows(IllegalArgumentException.class, () -> RHO.epsilonAt(Double.NaN));
    PrivacyLoss without = new PrivacyLoss(Divergence.CONCENTRATED, 0.1, 0);
    assertTrue(RHO.epsilonAt(2e-9) > without.epsilonAt(2e-9));
    assertEquals(without.epsilonAt(1e-9), RHO.epsilonAt(2e-9), 1e-6);
    assertTrue(RHO.deltaAt(1.5) > without.deltaAt(1.5));
    assertEquals(1e-9, EPSILON.deltaAt(0.1));
    assertEquals(1, EPSILON.deltaAt(0.0999));
  }

  @Test
  void epsilonAndDeltaAreEachOthersInverse() {
    PrivacyLoss loss = new PrivacyLoss(Divergence.CONCENTRATED, 0.5, 0);
    double epsilon = loss.epsilonAt(1e-5);
    assertEquals(4.728387, epsilon, 1e-6);
    assertTrue(loss.deltaAt(epsilon) <= 1e-5);
    assertTrue(loss.deltaAt(epsilon - 1e-9) > 1e-5);
    assertEquals(0, new PrivacyLoss(Divergence.CONCENTRATED, 0, 0).epsilonAt(1e-5));
    PrivacyLoss nothing = new PrivacyLoss(Divergence.CONCENTRATED, Double.POSITIVE_INFINITY, 0);
    assertEquals(Double.POSITIVE_INFINITY, nothing.epsilonAt(1e-5));
    assertEquals(1, nothing.deltaAt(3));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, -1, -0.1})
  void whatIsNoLossIsRefused(double bad) {
    assertThrows(IllegalArgumentException.class, () -> new PrivacyLoss(Divergence.PURE, bad, 0));
    assertThrows(IllegalArgumentException.class, () -> new PrivacyLoss(Divergence.PURE, 1, bad));
    assertThrows(IllegalArgumentException.class, () -> RHO.deltaAt(bad));
  }
}
