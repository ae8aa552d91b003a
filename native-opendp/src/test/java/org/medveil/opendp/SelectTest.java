package org.medveil.opendp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exponential mechanism chooses with the chances of the softmax of scores/scale. */
class SelectTest {
  private static final long[] SCORES = {0, 3, -2, 3, 5, 1, 4};

  private final OpenDpNoise noise = new OpenDpNoise();

  @ParameterizedTest
  @ValueSource(doubles = {0.7, 2.0, 5.0, 1000.0})
  void choicesFollowTheSoftmax(double scale) {
    assertChosen(SCORES, scale, softmax(scale, 0, 3, -2, 3, 5, 1, 4));
  }

  @ParameterizedTest
  @ValueSource(doubles = {4, 1.7})
  void theTestSeesTheOtherConventionOfTheScale(double other) {
    // 4: exp(score / (2 scale)), as where the scale is Δ/ε.
    double[] chances = softmax(other, 0, 3, -2, 3, 5, 1, 4);
    Distribution.assertDoesNotFit(chances, () -> noise.select(SCORES, 2));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1L << 53, -(1L << 53), Long.MAX_VALUE - 5, Long.MIN_VALUE + 2})
  void onlyDifferencesCountHoweverLargeTheScoresAre(long base) {
    // A double cannot tell 2^63 - 5 from 2^63 - 4; here one is e times as likely as the other.
    long[] scores = {base, base + 1, base - 1};
    assertChosen(scores, 1, softmax(1, 0, 1, -1));
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

  private void assertChosen(long[] scores, double scale, double[] chances) {
    Distribution.assertFits(chances, () -> noise.select(scores, scale));
  }

  private static double[] softmax(double scale, double... scores) {
    return SelectionChances.of(Selector.EXPONENTIAL, scores, scale);
  }
}
