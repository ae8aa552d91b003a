package org.medveil.opendp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Selections come with the chances of their definitions, and are priced by OpenDP. */
class TopKTest {
  private static final long[] SCORES = {0, 3, 5, 4};
  private static final double SCALE = 2.0;

  @ParameterizedTest
  @EnumSource(Selector.class)
  void theBestComesWithTheChanceOfTheDefinition(Selector selector) {
    TopK max = TopK.max(selector, SCALE);
    Distribution.assertFits(best(selector), () -> max.release(SCORES)[0]);
  }

  @Test
  void theTwoSelectorsAreTwo() {
    TopK max = TopK.max(Selector.EXPONENTIAL, SCALE);
    Distribution.assertDoesNotFit(best(Selector.PERMUTE_AND_FLIP), () -> max.release(SCORES)[0]);
  }

  @ParameterizedTest
  @EnumSource(Selector.class)
  void theSecondIsChosenAmongThoseThatAreLeft(Selector selector) {
    TopK two = new TopK(selector, 2, SCALE);
    Distribution.assertFits(
        bestTwo(selector),
        () -> {
          int[] chosen = two.release(SCORES);
          return pair(chosen[0], chosen[1]);
        });
  }

  @ParameterizedTest
  @EnumSource(Selector.class)
  void allCanBeAskedFor(Selector selector) {
    int[] chosen = new TopK(selector, 4, SCALE).release(SCORES);
    Arrays.sort(chosen);
    assertArrayEquals(new int[] {0, 1, 2, 3}, chosen);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, 0, -0.0, -1, Double.POSITIVE_INFINITY, 0x1p57})
  void aScaleOutOfRangeIsRefused(double scale) {
    assertThrows(IllegalArgumentException.class, () -> new TopK(Selector.EXPONENTIAL, 1, scale));
  }

  @Test
  void whatCannotBeChosenIsRefused() {
    assertThrows(NullPointerException.class, () -> new TopK(null, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new TopK(Selector.PERMUTE_AND_FLIP, 0, 1));
    TopK five = new TopK(Selector.PERMUTE_AND_FLIP, 5, 1);
    assertThrows(IllegalArgumentException.class, () -> five.release(SCORES));
    assertThrows(IllegalArgumentException.class, () -> five.release(new long[0]));
    assertThrows(NullPointerException.class, () -> five.release(null));
    assertThrows(IllegalArgumentException.class, () -> five.loss(-1));
  }

  @Test
  void scoresThatMoveOneWayCostHalfTheRange() {
    TopK flip = TopK.max(Selector.PERMUTE_AND_FLIP, 4);
    assertEquals(new PrivacyLoss(Divergence.PURE, 0.5, 0), flip.loss(1));
    assertEquals(new PrivacyLoss(Divergence.PURE, 0.25, 0), flip.lossIfMonotonic(1));
    TopK exponential = new TopK(Selector.EXPONENTIAL, 3, 4);
    // Three times a bounded range of 0.5: 3 * 0.5^2 / 8.
    assertEquals(new PrivacyLoss(Divergence.CONCENTRATED, 0.09375, 0), exponential.loss(1));
  }

  private static double[] best(Selector selector) {
    return SelectionChances.of(selector, Arrays.stream(SCORES).asDoubleStream().toArray(), SCALE);
  }

  /** The chance of each ordered pair: the first among all, the second among the other three. */
  private static double[] bestTwo(Selector selector) {
    double[] first = best(selector);
    double[] pairs = new double[12];
    for (int i = 0; i < 4; i++) {
      double[] others = new double[3];
      for (int j = 0; j < 3; j++) {
        others[j] = SCORES[j < i ? j : j + 1];
      }
      double[] second = SelectionChances.of(selector, others, SCALE);
      for (int j = 0; j < 3; j++) {
        pairs[pair(i, j < i ? j : j + 1)] = first[i] * second[j];
      }
    }
    return pairs;
  }

  private static int pair(int first, int second) {
    return 3 * first + (second < first ? second : second - 1);
  }
}
