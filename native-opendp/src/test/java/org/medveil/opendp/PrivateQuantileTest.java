package org.medveil.opendp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A quantile is one of its candidates, with the chances of its scores. */
class PrivateQuantileTest {
  private static final double[] CANDIDATES = {0, 10, 20, 30, 40};
  private static final double[] RECORDS = {3, 11, 12, 20, 20, 25, 33, 41};

  @ParameterizedTest
  @EnumSource(Selector.class)
  void candidatesComeWithTheChancesOfTheirScores(Selector selector) {
    for (double rank : new double[] {0.5, 0.25}) {
      PrivateQuantile asked = new PrivateQuantile(selector, CANDIDATES, rank, 1.5);
      double[] chances = SelectionChances.of(selector, scores(rank), 1.5);
      Distribution.assertFits(
          chances, () -> Arrays.binarySearch(CANDIDATES, asked.release(RECORDS)));
    }
  }

  @Test
  void withoutRecordsEveryCandidateIsAsLikely() {
    PrivateQuantile median = new PrivateQuantile(Selector.EXPONENTIAL, CANDIDATES, 0.5, 1);
    double[] equal = {0.2, 0.2, 0.2, 0.2, 0.2};
    Distribution.assertFits(
        equal, () -> Arrays.binarySearch(CANDIDATES, median.release(new double[0])));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNotFiniteIsRefused(double bad) {
    assertRefused(CANDIDATES, bad, 1);
    assertRefused(CANDIDATES, 0.5, bad);
    assertRefused(new double[] {0, bad}, 0.5, 1);
    PrivateQuantile median = new PrivateQuantile(Selector.EXPONENTIAL, CANDIDATES, 0.5, 1);
    assertThrows(IllegalArgumentException.class, () -> median.release(new double[] {1, bad}));
  }

  @Test
  void candidatesMustRiseAndBeThere() {
    assertRefused(new double[0], 0.5, 1);
    assertRefused(new double[] {1, 1}, 0.5, 1);
    assertRefused(new double[] {2, 1}, 0.5, 1);
    assertRefused(new double[] {0.0, -0.0}, 0.5, 1);
    assertRefused(CANDIDATES, -0.1, 1);
    assertRefused(CANDIDATES, 1.1, 1);
    assertRefused(CANDIDATES, 0.5, 0);
  }

  @Test
  void theCandidatesAreThoseOfTheConstructor() {
    double[] mine = {1, 2};
    PrivateQuantile median = new PrivateQuantile(Selector.EXPONENTIAL, mine, 0.5, 1e-3);
    mine[0] = 7;
    assertEquals(1, median.release(new double[] {1, 1, 1}));
    assertEquals(new PrivacyLoss(Divergence.CONCENTRATED, 125000, 0), median.loss(1));
    assertThrows(IllegalArgumentException.class, () -> median.loss(-1));
  }

  /** Minus the records on the wrong side. */
  private static double[] scores(double rank) {
    return Arrays.stream(CANDIDATES)
        .map(
            candidate -> {
              long below = Arrays.stream(RECORDS).filter(x -> x < candidate).count();
              long above = Arrays.stream(RECORDS).filter(x -> x > candidate).count();
              return -Math.abs((1 - rank) * below - rank * above);
            })
        .toArray();
  }

  private static void assertRefused(double[] candidates, double rank, double scale) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new PrivateQuantile(Selector.EXPONENTIAL, candidates, rank, scale));
  }
}
