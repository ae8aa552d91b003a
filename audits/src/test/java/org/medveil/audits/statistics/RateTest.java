package org.medveil.audits.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RateTest {
  @Test
  void wilsonAndClopperPearsonToTheDigits() {
    Rate rate = new Rate(121, 300);
    assertEquals(0.3494, rate.wilson(0.95).low(), 5e-5);
    assertEquals(0.4597, rate.wilson(0.95).high(), 5e-5);
    assertEquals(0.3474, rate.clopperPearson(0.95).low(), 5e-5);
    assertEquals(0.4612, rate.clopperPearson(0.95).high(), 5e-5);
  }

  /** audits of ε rest on these: ln((low − δ) / high). */
  @Test
  void boundsAtTheEdges() {
    assertEquals(4.9056, loss(500, 0, 0.025), 5e-5);
    assertEquals(5.6006, loss(1000, 1e-5, 0.025), 5e-5);
    assertEquals(5.1144, loss(500, 0, 0.05), 5e-5);
    assertEquals(5.8091, loss(1000, 1e-5, 0.05), 5e-5);
  }

  private static double loss(int n, double delta, double tail) {
    return Math.log((new Rate(n, n).lowerBound(tail) - delta) / new Rate(0, n).upperBound(tail));
  }

  @Test
  void nothingAndEverythingStayWithinZeroAndOne() {
    assertEquals(0, new Rate(0, 7).clopperPearson(0.95).low());
    assertEquals(1, new Rate(7, 7).clopperPearson(0.95).high());
    assertEquals(0, new Rate(0, 7).wilson(0.95).low(), 1e-15);
    assertThrows(IllegalArgumentException.class, () -> new Rate(8, 7));
    assertThrows(IllegalArgumentException.class, () -> new Rate(0, 0));
  }
}
