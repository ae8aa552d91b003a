package org.medveil.learning.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Norms decide how much a patient is clipped: {@link Factors} relies on 2⁻¹⁸. */
class SumsTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 129, 4095, 4096, 4097, 8192, 100_000})
  void aSquaredNormIsWithinItsBound(int length) {
    float[] numbers = Numbers.floats(length + 3, length);
    compare(numbers, 3, length);
  }

  @Property(tries = 300)
  void forNumbersOfAnySize(
      @ForAll @IntRange(max = 700) int length,
      @ForAll @IntRange(min = -149, max = 127) int exponent,
      @ForAll @IntRange(max = 60) int spread,
      @ForAll long seed) {
    float[] numbers = Numbers.floats(length, seed);
    for (int i = 0; i < length; i++) {
      numbers[i] = Math.scalb(numbers[i], Math.max(-160, exponent - i % (spread + 1)));
    }
    compare(numbers, 0, length);
  }

  @Test
  void whatIsNotFiniteStaysSo() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      for (int at : new int[] {0, 127, 128, 300}) {
        float[] numbers = Numbers.floats(301, 1);
        numbers[at] = bad;
        assertFalse(Double.isFinite(Sums.squared(numbers, 0, 301)));
      }
    }
  }

  @Property(tries = 100)
  void dotsAndSumsAreThoseOfDoubles(@ForAll @IntRange(max = 50) int length, @ForAll long seed) {
    float[] a = Numbers.floats(length + 2, seed);
    float[] b = Numbers.floats(length + 5, seed + 1);
    double dot = 0;
    double sum = 0;
    for (int i = 0; i < length; i++) {
      dot += (double) a[2 + i] * b[5 + i];
      sum += a[2 + i];
    }
    assertEquals(dot, Sums.dot(a, 2, b, 5, length), 1e-13);
    assertEquals(sum, Sums.sum(a, 2, length), 1e-13);
  }

  private static void compare(float[] numbers, int at, int length) {
    double expected = 0;
    for (int i = at; i < at + length; i++) {
      expected += (double) numbers[i] * numbers[i];
    }
    assertEquals(expected, Sums.squared(numbers, at, length), 0x1p-18 * expected);
  }
}
