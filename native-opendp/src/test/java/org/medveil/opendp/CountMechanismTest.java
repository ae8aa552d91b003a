package org.medveil.opendp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Histograms with noise, and one clamped count in a fixed time. */
class CountMechanismTest {
  @ParameterizedTest
  @EnumSource(CountNoise.class)
  void everyCountGetsItsOwnNoise(CountNoise noise) {
    long[] counts = new long[64];
    long[] noisy = new CountMechanism(noise, 0x1p40).release(counts);
    assertArrayEquals(new long[64], counts);
    // Of 64 draws at this scale two agree once in a billion runs.
    assertEquals(64, java.util.Arrays.stream(noisy).distinct().count());
    assertNotEquals(0, new CountMechanism(noise, 0x1p40).release(0));
  }

  @ParameterizedTest
  @EnumSource(CountNoise.class)
  void whatCannotBeNoisedIsRefused(CountNoise noise) {
    for (double scale : new double[] {Double.NaN, 0, -0.0, -1, 1e300}) {
      assertThrows(IllegalArgumentException.class, () -> new CountMechanism(noise, scale));
    }
    CountMechanism fine = new CountMechanism(noise, 1);
    assertThrows(IllegalArgumentException.class, () -> fine.release(new long[0]));
    assertThrows(NullPointerException.class, () -> fine.release(null));
    assertThrows(NullPointerException.class, () -> fine.loss(null));
  }

  @ParameterizedTest
  @ValueSource(ints = {-4, 1, 9})
  void aBoundedCountIsCensoredAtItsBounds(int count) {
    BoundedCount bounded = new BoundedCount(2, -2, 4);
    int clamped = Math.max(-2, Math.min(4, count));
    double ratio = Math.exp(-0.5);
    double[] chances = new double[7];
    for (int x = -2; x <= 4; x++) {
      double distance = Math.abs(x - clamped);
      double below = Math.pow(ratio, distance) / (1 + ratio);
      boolean tail = x == -2 || x == 4;
      double both = tail && x == clamped ? 1 / (1 + ratio) : below;
      chances[x + 2] = tail ? both : below * (1 - ratio);
    }
    Distribution.assertFits(chances, () -> (int) bounded.release(count) + 2);
  }

  @Test
  void boundsThatAreNoneAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new BoundedCount(1, 3, 3));
    assertThrows(IllegalArgumentException.class, () -> new BoundedCount(1, 4, 3));
    assertThrows(
        IllegalArgumentException.class, () -> new BoundedCount(1, Long.MIN_VALUE, Long.MAX_VALUE));
    assertThrows(IllegalArgumentException.class, () -> new BoundedCount(1, 0, (1 << 20) + 1));
    assertThrows(IllegalArgumentException.class, () -> new BoundedCount(Double.NaN, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new BoundedCount(1, 0, 9).loss(-1));
    OpenDpException thrown =
        assertThrows(OpenDpException.class, () -> new BoundedCount(0x1p56, 0, 9).release(1));
    assertEquals("MakeMeasurement", thrown.variant());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 100, 65_536, Integer.MAX_VALUE})
  void theRootOfAContributionIsNeverTooSmall(int entries) {
    for (long most : new long[] {1, 3, (1L << 31) + 1}) {
      BigDecimal squared = new BigDecimal(new Contribution(entries, most).l2()).pow(2);
      BigDecimal exact = BigDecimal.valueOf(entries).multiply(BigDecimal.valueOf(most).pow(2));
      assertTrue(squared.compareTo(exact) >= 0, entries + " x " + most);
      assertTrue(
          squared.compareTo(exact.multiply(new BigDecimal("1.000000000000002"))) < 0,
          entries + " x " + most);
    }
    assertThrows(IllegalArgumentException.class, () -> new Contribution(-1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Contribution(1, -1));
    assertThrows(IllegalArgumentException.class, () -> new Contribution(2048, 1L << 53));
  }
}
