package org.medveil.opendp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Discrete Laplace noise has the distribution it says. */
class LaplaceTest {
  private static final int DRAWS = 60_000;
  // Chance alone crosses it once in 10 000 samples; asked of two independent samples, once in 1e8.
  private static final double SMALLEST_P = 1e-4;

  private final OpenDpNoise noise = new OpenDpNoise();

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1.0, 7.5, 40.0})
  void drawsFollowTheDiscreteLaplace(double scale) {
    assertTrue(
        pValue(draws(scale), scale) > SMALLEST_P || pValue(draws(scale), scale) > SMALLEST_P,
        "two samples in a row do not fit scale " + scale);
  }

  @Test
  void theTestSeesAScaleThatIsEightPercentOff() {
    // About 490 where 183 is enough, give or take 41: missed by chance less than once in 1e12.
    double p = pValue(draws(7.5), 8.1);
    assertTrue(p < SMALLEST_P, "p = " + p);
  }

  @Test
  void noiseIsAddedToTheValues() {
    long[] values = {1_000_000_000_000L, -7_000_000_000_000L, 0};
    noise.addDiscreteLaplace(values, 1.0);
    // exp(-60): chance alone crosses it once in 1e26 draws.
    assertEquals(1_000_000_000_000L, values[0], 60);
    assertEquals(-7_000_000_000_000L, values[1], 60);
    assertEquals(0, values[2], 60);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {Double.NaN, 0, -0.0, -1, Double.POSITIVE_INFINITY, 0x1p57, Double.MAX_VALUE})
  void aScaleOutOfRangeLeavesTheArrayAsItWas(double scale) {
    long[] values = {3, -5, 8};
    assertThrows(IllegalArgumentException.class, () -> noise.addDiscreteLaplace(values, scale));
    assertArrayEquals(new long[] {3, -5, 8}, values);
  }

  @Test
  void nothingToAddNoiseTo() {
    assertThrows(NullPointerException.class, () -> noise.addDiscreteLaplace(null, 1));
    assertThrows(IllegalArgumentException.class, () -> noise.addDiscreteLaplace(new long[0], 1));
  }

  private long[] draws(double scale) {
    long[] zeros = new long[DRAWS];
    noise.addDiscreteLaplace(zeros, scale);
    return zeros;
  }

  /** One bin per integer from -m to m, both ends with their tails, ten draws expected there. */
  private static double pValue(long[] draws, double scale) {
    double ratio = Math.exp(-1 / scale);
    double atZero = (1 - ratio) / (1 + ratio);
    int m = 1;
    while (draws.length * tail(m + 1, ratio) >= 10) {
      m++;
    }
    long[] seen = new long[2 * m + 1];
    for (long draw : draws) {
      seen[(int) Math.max(-m, Math.min(m, draw)) + m]++;
    }
    double[] chances = new double[2 * m + 1];
    for (int x = -m; x <= m; x++) {
      chances[x + m] = Math.abs(x) == m ? tail(m, ratio) : atZero * Math.pow(ratio, Math.abs(x));
    }
    return Pearson.pValue(seen, chances);
  }

  /** P(X >= x) for x from 1 on: ratio^x / (1 + ratio). */
  private static double tail(int x, double ratio) {
    return Math.pow(ratio, x) / (1 + ratio);
  }
}
