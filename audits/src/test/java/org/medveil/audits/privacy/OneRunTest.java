package org.medveil.audits.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medveil.audits.membership.MemberScores;

/**
 * One-run auditing (Steinke, Nasr, Jagielski 2023), golden values computed apart from this code.
 */
class OneRunTest {
  @ParameterizedTest
  @CsvSource({
    "1000, 1000, 600, 1e-5, 0.2972",
    "1000, 1000, 750, 1e-5, 0.9764",
    "1000, 100, 100, 1e-5, 3.4654",
    "1000, 100, 99, 1e-5, 3.0028",
    "200, 200, 200, 1e-5, 4.1882",
    "1000, 100, 100, 0, 3.4930",
  })
  void theBoundToTheDigits(int canaries, int guesses, int right, double delta, double epsilon) {
    assertEquals(
        epsilon, new OneRun(canaries, guesses, right).epsilonLowerBound(delta, 0.95), 5e-5);
  }

  @Test
  void allRightIsNoMoreThanTheLogarithmOfTheGuesses() {
    assertTrue(new OneRun(5000, 5000, 5000).epsilonLowerBound(1e-5, 0.95) < Math.log(5000));
  }

  @Test
  void guessingAtRandomBoundsNothing() {
    int alarms = 0;
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom chance = new SplittableRandom(seed);
      MemberScores scores =
          new MemberScores(chance.doubles(500).toArray(), chance.doubles(500).toArray());
      alarms += OneRunAudit.of(scores, 1e-5, 0.95, seed).epsilonLowerBound(1e-5, 0.95) > 0 ? 1 : 0;
    }
    assertTrue(alarms <= 20, alarms + " of 200; 10 are expected");
  }

  @Test
  void countsThatDoNotFitAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new OneRun(10, 11, 5));
    assertThrows(IllegalArgumentException.class, () -> new OneRun(10, 5, 6));
  }
}
