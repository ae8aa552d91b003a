package org.medveil.opendp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntSupplier;

/** Draws outcomes 0, 1, ... and holds them against the chances they should have. */
final class Distribution {
  private static final int DRAWS = 20_000;
  // Chance alone crosses it once in 10 000 samples; asked of two independent samples, once in 1e8.
  private static final double SMALLEST_P = 1e-4;

  private Distribution() {}

  static void assertFits(double[] chances, IntSupplier outcome) {
    assertTrue(
        pValue(chances, outcome) > SMALLEST_P || pValue(chances, outcome) > SMALLEST_P,
        "two samples in a row do not fit");
  }

  static void assertDoesNotFit(double[] chances, IntSupplier outcome) {
    double p = pValue(chances, outcome);
    assertTrue(p < SMALLEST_P, "p = " + p);
  }

  private static double pValue(double[] chances, IntSupplier outcome) {
    long[] seen = new long[chances.length];
    for (int i = 0; i < DRAWS; i++) {
      seen[outcome.getAsInt()]++;
    }
    return Pearson.pValue(seen, chances);
  }
}
