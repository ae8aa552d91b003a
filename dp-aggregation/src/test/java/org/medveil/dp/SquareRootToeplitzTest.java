package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The matrix: known coefficients, known inverse, known accuracy. */
class SquareRootToeplitzTest {
  @Test
  void coefficients_and_inverse_are_known() {
    double[] r = SquareRootToeplitz.coefficients(5);
    assertArrayEquals(new double[] {1, .5, .375, .3125, .2734375}, r);
    // All five are multiples of 2^-7, so rounding to 2^-12 keeps them and the inverse is exact.
    assertArrayEquals(
        new double[] {1, -.5, -.125, -.0625, -.0390625}, new SquareRootToeplitz(5).inverse(5));
  }

  @Test
  void its_square_is_the_prefix_sum() {
    double[] r = SquareRootToeplitz.coefficients(200);
    for (int n = 0; n < 200; n++) {
      double sum = 0;
      for (int j = 0; j <= n; j++) {
        sum += r[j] * r[n - j];
      }
      assertEquals(1, sum, 1e-13);
    }
  }

  @ParameterizedTest
  @CsvSource({"10, 1.7913", "100, 2.5314", "1000, 3.2650"})
  void the_squared_sensitivity_of_all_bands_is_known(int steps, double golden) {
    double exact = 0;
    for (double one : SquareRootToeplitz.coefficients(steps)) {
      exact += one * one;
    }
    assertEquals(golden, exact, 5e-5);
    double norm = new SquareRootToeplitz(steps).norm();
    assertEquals(golden, norm * norm, 3e-4);
  }

  @Test
  void prefix_sums_of_a_hundred_steps_have_a_third_of_the_noise() {
    assertEquals(2.3707, prefixError(100, 100), 1e-4);
    assertEquals(7.1063, prefixError(1, 100), 1e-4);
    assertEquals(2.3465, prefixError(64, 100), 1e-3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 17, 1000})
  void the_norm_is_never_rounded_down(int bands) {
    SquareRootToeplitz matrix = new SquareRootToeplitz(bands);
    long squares = 0;
    for (int j = 0; j < bands; j++) {
      squares += (long) matrix.scaled(j) * matrix.scaled(j);
    }
    BigDecimal norm = new BigDecimal(matrix.norm()).multiply(BigDecimal.valueOf(1 << 12));
    assertTrue(norm.pow(2).compareTo(BigDecimal.valueOf(squares)) >= 0);
    assertEquals(Math.sqrt(squares), norm.doubleValue(), 1e-9);
  }

  @Test
  void noise_of_early_steps_dies_out_with_few_bands() {
    double[] inverse = new SquareRootToeplitz(8).inverse(2000);
    double rest = 0;
    for (int t = 1000; t < 2000; t++) {
      rest += Math.abs(inverse[t]);
    }
    assertTrue(rest < 1e-12, "rest " + rest);
  }

  /** Root of the mean squared error of all prefix sums, in sensitivities of the sum. */
  private static double prefixError(int bands, int steps) {
    SquareRootToeplitz matrix = new SquareRootToeplitz(bands);
    double entry = 0;
    double variance = 0;
    double total = 0;
    for (double one : matrix.inverse(steps)) {
      entry += one;
      variance += entry * entry;
      total += variance;
    }
    return matrix.norm() * Math.sqrt(total / steps);
  }
}
