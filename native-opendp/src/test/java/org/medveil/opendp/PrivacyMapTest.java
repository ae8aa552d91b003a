package org.medveil.opendp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** OpenDP's own map: rho = sensitivity² / (2 sigma²) (Bun and Steinke 2016, proposition 1.6). */
class PrivacyMapTest {
  private final OpenDpNoise noise = new OpenDpNoise();

  @Test
  void knownValues() {
    assertEquals(0.03125, noise.rho(4, 1));
    assertEquals(0.5, noise.rho(1, 1));
    assertEquals(0.005, noise.rho(10, 1), Math.ulp(0.005));
    assertEquals(2.0, noise.rho(0.5, 1));
    assertEquals(0, noise.rho(4, 0));
    assertEquals(Double.POSITIVE_INFINITY, noise.rho(Double.MIN_VALUE, 1));
  }

  @Property(tries = 200)
  void isTheFormulaRoundedUp(
      @ForAll @IntRange(min = 0, max = 999) int thousandths,
      @ForAll @IntRange(min = -10, max = 55) int exponent,
      @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int sensitivity) {
    double sigma = Math.scalb(1 + thousandths / 1000.0, exponent);
    double rho = noise.rho(sigma, sensitivity);
    // Exact: rho * 2 sigma² >= sensitivity², and the next smaller double is too small.
    assertTrue(covers(rho, sigma, sensitivity), "below: " + rho);
    assertFalse(covers(Math.nextDown(rho), sigma, sensitivity), "too far above: " + rho);
  }

  private static boolean covers(double rho, double sigma, int sensitivity) {
    BigDecimal exact = new BigDecimal(sigma);
    BigDecimal squared = BigDecimal.valueOf(sensitivity).pow(2);
    BigDecimal twice = exact.multiply(exact).multiply(BigDecimal.valueOf(2));
    return new BigDecimal(rho).multiply(twice).compareTo(squared) >= 0;
  }
}
