package org.medveil.learning.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GramTest {
  @Property(tries = 100)
  void isTheNormOfTheSumOfOuterProducts(
      @ForAll @IntRange(min = 1, max = 9) int inputs,
      @ForAll @IntRange(min = 1, max = 9) int outputs,
      @ForAll @IntRange(min = 1, max = 7) int count,
      @ForAll boolean bias,
      @ForAll long seed) {
    float[] x = Numbers.floats(count * inputs, seed);
    float[] d = Numbers.floats(1 + count * outputs, seed + 1);
    double expected = 0;
    for (int i = 0; i < inputs + (bias ? 1 : 0); i++) {
      for (int o = 0; o < outputs; o++) {
        double entry = 0;
        for (int r = 0; r < count; r++) {
          entry += (i < inputs ? x[r * inputs + i] : 1.0) * d[1 + r * outputs + o];
        }
        expected += entry * entry;
      }
    }
    double actual =
        Gram.squaredNorm(
            new Gram.Vectors(x, 0, inputs), new Gram.Vectors(d, 1, outputs), count, bias ? 1 : 0);
    assertEquals(expected, actual, 1e-12 * (1 + expected));
  }

  @Test
  void whatCancelsIsZero() {
    Gram.Vectors x = new Gram.Vectors(new float[] {3, 4, -3, -4}, 0, 2);
    Gram.Vectors d = new Gram.Vectors(new float[] {1e20f, 1e20f}, 0, 1);
    assertEquals(0, Gram.squaredNorm(x, d, 2, 0));
  }
}
