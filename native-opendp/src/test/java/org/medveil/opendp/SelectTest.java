package org.medveil.opendp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exponential mechanism chooses with the chances of the softmax of scores/scale. */
class SelectTest {
  private static final int DRAWS = 40_000;
  private static final double SMALLEST_P = 1e-4;

  private final OpenDpNoise noise = new OpenDpNoise();

  @ParameterizedTest
  @ValueSource(doubles = {0.7, 2.0, 5.0, 1000.0})
  void choicesFollowTheSoftmax(double scale) {
    long[] scores = {0, 3, -2, 3, 5, 1, 4};
    double[] chances = softmax(scores, scale);
    assertTrue(
        Pearson.pValue(choices(scores, scale), chances) > SMALLEST_P
            || Pearson.pValue(choices(scores, scale), chances) > SMALLEST_P,
        "two samples in a row do not fit scale " + scale);
  }

  @Test
  void theTestSeesTheOtherConventionOfTheScale() {
    long[] scores = {0, 3, -2, 3, 5, 1, 4};
    // exp(score / (2 scale)), as where the scale is Δ/ε.
    assertTrue(Pearson.pValue(choices(scores, 2), softmax(scores, 4)) < SMALLEST_P);
    assertTrue(Pearson.pValue(choices(scores, 2), softmax(scores, 1.9)) < SMALLEST_P);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1L << 53, -(1L << 53), Long.MAX_VALUE - 5, Long.MIN_VALUE + 2})
  void onlyDifferencesCountHoweverLargeTheScoresAre(long base) {
    // A double cannot tell 2^63 - 5 from 2^63 - 4; here one is e times as likely as the other.
    long[] scores = {base, base + 1, base - 1};
    double[] chances = softmax(new long[] {0, 1, -1}, 1);
    assertTrue(
        Pearson.pValue(choices(scores, 1), chances) > SMALLEST_P
            || Pearson.pValue(choices(scores, 1), chances) > SMALLEST_P,
        "two samples in a row do not fit around " + base);
  }

  @Test
  void theExtremesDoNotOverflow() {
    assertEquals(1, noise.select(new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 0}, 0x1p56));
    assertEquals(0, noise.select(new long[] {Long.MIN_VALUE}, 1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, 0, -0.0, -1, Double.POSITIVE_INFINITY, 0x1p57})
  void aScaleOutOfRangeIsRefused(double scale) {
    long[] scores = {3, -5, 8};
    assertThrows(IllegalArgumentException.class, () -> noise.select(scores, scale));
    assertArrayEquals(new long[] {3, -5, 8}, scores);
  }

  @Test
  void nothingToChooseFrom() {
    assertThrows(NullPointerException.class, () -> noise.select(null, 1));
    assertThrows(IllegalArgumentException.class, () -> noise.select(new long[0], 1));
  }

  private long[] choices(long[] scores, double scale) {
    long[] seen = new long[scores.length];
    for (int i = 0; i < DRAWS; i++) {
      seen[noise.select(scores, scale)]++;
    }
    return seen;
  }

  private static double[] softmax(long[] scores, double scale) {
    double[] chances = new double[scores.length];
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      chances[i] = Math.exp(scores[i] / scale);
      sum += chances[i];
    }
    for (int i = 0; i < chances.length; i++) {
      chances[i] /= sum;
    }
    return chances;
  }
}
