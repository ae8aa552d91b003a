package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Mechanisms with two losses, −e and +e: composed n times their δ is a binomial sum, exact. The
 * best tilt of a bounded loss is infinite, which a grid must survive without claiming ε = 0.
 */
class BoundedLossTest {
  private static final double[] DELTAS = {1e-3, 1e-5, 1e-9};

  private static double exact(double one, int n, double delta) {
    double low = 0;
    double high = n * one;
    for (int i = 0; i < 200; i++) {
      double middle = (low + high) / 2;
      if (deltaOf(one, n, middle) > delta) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double deltaOf(double one, int n, double epsilon) {
    double up = 1 / (1 + Math.exp(-one));
    double sum = 0;
    double ways = 1;
    for (int k = 0; k <= n; k++) {
      double loss = (2 * k - n) * one;
      double mass = ways * Math.pow(up, k) * Math.pow(1 - up, n - k);
      sum += loss > epsilon ? -mass * Math.expm1(epsilon - loss) : 0;
      ways = ways * (n - k) / (k + 1);
    }
    return sum;
  }

  private static void check(List<Mechanism> composed, double one, int n) {
    PldAccountant pld = new PldAccountant();
    for (double delta : DELTAS) {
      double exact = exact(one, n, delta);
      double epsilon = pld.epsilon(composed, delta);
      assertTrue(epsilon >= exact * (1 - 1e-9), composed + " " + delta + ": " + epsilon);
      assertTrue(epsilon <= exact * (1 + 1e-3) + 1e-9, composed + " " + delta + ": " + epsilon);
      EpsilonBracket bracket = pld.bracket(composed, delta);
      assertTrue(bracket.pessimistic() >= exact * (1 - 1e-9), composed + " " + bracket);
      assertTrue(bracket.optimistic() <= exact * (1 + 1e-9), composed + " " + bracket);
      assertEquals(bracket.optimistic(), bracket.pessimistic(), 1e-6 * exact + 1e-9, "not exact");
    }
    double least = DELTAS[DELTAS.length - 1];
    double exact = exact(one, n, least);
    assertEquals(exact, pld.epsilon(composed, least), 1e-3 * exact, composed + " is tight");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 5", "3, 1", "3, 6", "10, 2", "10, 20", "50, 1", "50, 40", "0.2, 3"})
  void laplaceNoiseCostsWhatItCosts(double scale, int coordinates) {
    check(List.of(new DiscreteLaplace(scale, 1, coordinates, 1)), 1 / scale, coordinates);
    check(List.of(new DiscreteLaplace(scale, 1, 1, coordinates)), 1 / scale, coordinates);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 1", "0.5, 3", "2, 4", "0.01, 100"})
  void pureEventsCostWhatTheyCost(double epsilon, int times) {
    check(List.of(new ApproximateDp(epsilon, 0, times)), epsilon, times);
  }

  @ParameterizedTest
  @CsvSource({"24, 3, 6", "10, 1, 1", "7, 2, 3"})
  void twoScalesTogetherCostMoreThanEach(double scale, int some, int others) {
    Mechanism one = new DiscreteLaplace(scale, 1, some, 1);
    Mechanism other = new DiscreteLaplace(2 * scale, 1, others, 1);
    PldAccountant pld = new PldAccountant();
    double both = pld.epsilon(List.of(one, other), 1e-9);
    double pure = some / scale + others / (2 * scale);
    assertTrue(both <= pure * (1 + 1e-3), both + " of " + pure);
    assertTrue(both >= pld.epsilon(List.of(one), 1e-9), "both: " + both);
    assertTrue(both >= 0.8 * pure || some + others > 5, both + " of " + pure);
  }
}
