package org.medveil.audits.fairness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Calibration measures find what was planted. */
class CalibrationTest {
  @Test
  void byHand() {
    double[] scores = {0.2, 0.4, 0.6, 0.8};
    boolean[] events = {false, true, false, true};
    Calibration calibration = of(scores, events);
    int[] once = {1, 1, 1, 1};
    assertEquals((0.04 + 0.36 + 0.36 + 0.04) / 4, calibration.brier(once), 1e-15);
    assertEquals((0.2 + 0.6 + 0.6 + 0.2) / 4, calibration.expectedError(once), 1e-15);
    // A weight of two is the row twice.
    assertEquals(
        (0.04 + 2 * 0.36 + 0.36 + 0.04) / 5, calibration.brier(new int[] {1, 2, 1, 1}), 1e-15);
  }

  @Test
  void interceptAndSlopeAreThosePlanted() {
    int n = 200_000;
    double[] scores = new double[n];
    boolean[] events = new boolean[n];
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < n; i++) {
      double x = 6 * random.nextDouble() - 3;
      scores[i] = 1 / (1 + Math.exp(-x));
      events[i] = random.nextDouble() < 1 / (1 + Math.exp(-(0.4 + 0.7 * x)));
    }
    int[] once = new int[n];
    Arrays.fill(once, 1);
    // Standard error about 0.004.
    assertEquals(0.7, of(scores, events).slope(once), 0.02);
    boolean[] shifted = new boolean[n];
    for (int i = 0; i < n; i++) {
      double x = Math.log(scores[i] / (1 - scores[i]));
      shifted[i] = random.nextDouble() < 1 / (1 + Math.exp(-(0.4 + x)));
    }
    assertEquals(0.4, of(scores, shifted).intercept(once), 0.03);
    assertEquals(1, of(scores, shifted).slope(once), 0.03);
  }

  @Test
  void aSeparableGroupHasNoSlope() {
    double[] scores = {0.1, 0.2, 0.8, 0.9};
    boolean[] events = {false, false, true, true};
    assertTrue(Double.isNaN(of(scores, events).slope(new int[] {1, 1, 1, 1})));
  }

  @Test
  void scoresThatAreAllAlikeAreOneBin() {
    double[] scores = {0.3, 0.3, 0.3, 0.3};
    boolean[] events = {true, false, false, false};
    assertEquals(0.05, of(scores, events).expectedError(new int[] {1, 1, 1, 1}), 1e-12);
  }

  private static Calibration of(double[] scores, boolean[] events) {
    int[] all = IntStream.range(0, scores.length).toArray();
    return new Calibration(scores, events, new Ranking(scores, events, all));
  }
}
