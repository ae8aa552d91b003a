package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole list drawn by skips is a list of independent coins. */
class PoissonSkipsTest {
  private static final byte[] SECRET = "a run secret of the tests".getBytes(Hashes.UTF_8);

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.3, 0.9})
  void the_size_of_a_sample_is_binomial(double q) {
    int count = 20;
    int lists = 40_000;
    PoissonDraw draw = draw(q);
    double[] seen = new double[count + 1];
    for (int stream = 0; stream < lists; stream++) {
      seen[draw.sample(stream, count).length]++;
    }
    double[] expected = new double[count + 1];
    double mass = lists * Math.pow(1 - q, count);
    for (int k = 0; k <= count; k++) {
      expected[k] = mass;
      mass *= (count - k) / (k + 1.0) * q / (1 - q);
    }
    // At most 20 degrees of freedom: above 65 with chance 1e-6.
    assertTrue(chiSquare(seen, expected) < 65, "chi-square " + chiSquare(seen, expected));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.5, 0.95})
  void every_place_of_the_list_is_drawn_equally_often(double q) {
    int count = 100;
    int lists = 20_000;
    double chiSquare = 0;
    int[] seen = new int[count];
    PoissonDraw draw = draw(q);
    for (int stream = 0; stream < lists; stream++) {
      for (int index : draw.sample(stream, count)) {
        seen[index]++;
      }
    }
    for (int times : seen) {
      chiSquare += Math.pow(times - lists * q, 2) / (lists * q * (1 - q));
    }
    // 100 degrees of freedom: above 185 with chance 4e-7.
    assertTrue(chiSquare < 185, "chi-square " + chiSquare);
  }

  @Test
  void two_places_are_drawn_independently_also_in_different_lists() {
    double q = 0.3;
    int steps = 20_000;
    SamplingPlan plan = new SamplingPlan(q, steps);
    int[][] pairs = {{0, 1}, {1, 2}, {0, 2}, {3, 9}, {0, 9}, {2, 12}, {2, 13}, {9, 10}, {9, 19}};
    double[][] seen = new double[pairs.length][4];
    for (int step = 0; step < steps; step++) {
      PoissonDraw draw = plan.draw(SECRET, step);
      boolean[] in = new boolean[20];
      Arrays.stream(draw.sample(5, 10)).forEach(index -> in[index] = true);
      Arrays.stream(draw.sample(6, 10)).forEach(index -> in[10 + index] = true);
      for (int pair = 0; pair < pairs.length; pair++) {
        seen[pair][(in[pairs[pair][0]] ? 2 : 0) + (in[pairs[pair][1]] ? 1 : 0)]++;
      }
    }
    double[] expected = {
      steps * (1 - q) * (1 - q), steps * q * (1 - q), steps * q * (1 - q), steps * q * q
    };
    double chiSquare = 0;
    for (double[] table : seen) {
      chiSquare += chiSquare(table, expected);
    }
    // 9 tables with known margins, 27 degrees of freedom: above 76 with chance 1.5e-6.
    assertTrue(chiSquare < 76, "chi-square " + chiSquare);
  }

  @Test
  void steps_and_streams_have_samples_of_their_own() {
    SamplingPlan plan = new SamplingPlan(0.5, 2);
    int[] sample = plan.draw(SECRET, 0).sample(0, 200);
    assertFalse(Arrays.equals(sample, plan.draw(SECRET, 0).sample(1, 200)));
    assertFalse(Arrays.equals(sample, plan.draw(SECRET, 0).sample(-1, 200)));
    assertFalse(Arrays.equals(sample, plan.draw(SECRET, 1).sample(0, 200)));
    assertFalse(Arrays.equals(sample, plan.draw(new byte[16], 0).sample(0, 200)));
  }

  @Test
  void a_retried_task_draws_the_same_after_serialisation() throws Exception {
    PoissonDraw draw = draw(0.1);
    PoissonDraw copy = PoissonDrawTest.copy(draw);
    for (long stream : new long[] {0, 1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertArrayEquals(draw.sample(stream, 1000), copy.sample(stream, 1000));
      assertArrayEquals(draw.sample(stream, 1000), draw.sample(stream, 1000));
    }
  }

  @Test
  void the_sample_of_a_secret_is_fixed_for_ever() {
    // Computed by another program: OpenSSL's AES-256, decimals of 60 digits.
    assertArrayEquals(new int[] {13, 39, 41, 52, 59}, draw(0.1).sample(7, 60));
    assertEquals(-1415393379, Arrays.hashCode(draw(0.01).sample(7, 1_000_000)));
  }

  @Test
  void the_extremes_include_everyone_and_no_one() {
    assertArrayEquals(IntStream.range(0, 300).toArray(), draw(1).sample(0, 300));
    assertEquals(0, draw(Double.MIN_VALUE).sample(0, Integer.MAX_VALUE).length);
    assertEquals(0, draw(1e-20).sample(0, Integer.MAX_VALUE).length);
    assertEquals(0, draw(1).sample(0, 0).length);
    assertEquals(0, draw(0.5).sample(0, 0).length);
    // All but about 2^-20 of them: Poisson of mean 1, above 12 with chance 6e-11.
    int almostAll = draw(1 - 0x1p-20).sample(0, 1 << 20).length;
    assertTrue(almostAll > (1 << 20) - 13);
    assertThrows(IllegalArgumentException.class, () -> draw(0.5).sample(0, -1));
  }

  @Test
  void a_low_rate_over_a_long_list_costs_only_what_is_drawn() {
    // 2147 expected with deviation 46.
    int[] sample = draw(1e-6).sample(3, Integer.MAX_VALUE);
    assertEquals(2147, sample.length, 5 * 46.3);
    for (int i = 1; i < sample.length; i++) {
      assertTrue(sample[i] > sample[i - 1]);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 1e-5, 0.02, 0.5, 0.97})
  void integers_decide_as_floating_point_does(double q) {
    for (int i = 0; i < 3000; i++) {
      int fast = new GeometricSkips(q, words(i)).next(1 << 30);
      int exact = new GeometricSkips(q, words(i), 0.5).next(1 << 30);
      assertEquals(exact, fast);
    }
  }

  @Test
  void powers_are_compared_exactly_up_to_the_last_digit() {
    BigDecimal base = BigDecimal.ONE.subtract(new BigDecimal(0.1));
    BigDecimal power = base.pow(77, new MathContext(60));
    long word = power.multiply(new BigDecimal(2).pow(64)).toBigInteger().longValue();
    KeyedWords words = words(0);
    assertTrue(new ExactPower(0.1, word - 1, words).above(77));
    assertFalse(new ExactPower(0.1, word + 1, words).above(77));
    // The word that holds the power itself: either answer, by digits that are drawn once.
    ExactPower within = new ExactPower(0.1, word, words);
    assertEquals(within.above(77), within.above(77));
    assertTrue(within.above(76) && !within.above(78));
    assertTrue(new ExactPower(0.1, -1, words).above(0));
  }

  private static KeyedWords words(long stream) {
    return new KeyedWords(KeyedWords.cipher(new byte[32]), stream);
  }

  private static PoissonDraw draw(double q) {
    return new SamplingPlan(q, 3).draw(SECRET, 2);
  }

  private static double chiSquare(double[] seen, double[] expected) {
    double sum = 0;
    double restSeen = 0;
    double restExpected = 0;
    for (int i = 0; i < seen.length; i++) {
      if (expected[i] < 5) {
        restSeen += seen[i];
        restExpected += expected[i];
      } else {
        sum += Math.pow(seen[i] - expected[i], 2) / expected[i];
      }
    }
    return restExpected == 0 ? sum : sum + Math.pow(restSeen - restExpected, 2) / restExpected;
  }
}
