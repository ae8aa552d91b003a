package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.Refusal;

/** The draw is truly Poisson: each patient alone, each step alone, size binomial. */
class PoissonDrawTest {
  private static final byte[] SECRET = "a run secret of the tests".getBytes(Hashes.UTF_8);

  @Test
  void the_size_of_the_sample_is_binomial_and_not_constant() {
    int patients = 500;
    int steps = 400;
    double q = 0.1;
    SamplingPlan plan = new SamplingPlan(q, steps);
    Set<Integer> sizes = new HashSet<>();
    double sum = 0;
    double squares = 0;
    for (int step = 0; step < steps; step++) {
      int size = size(plan.draw(SECRET, step), patients);
      sizes.add(size);
      sum += size;
      squares += (size - q * patients) * (size - q * patients);
    }
    // Mean of 400 sizes: deviation √(45/400) = 0.335. Variance ratio: √(2/400) = 0.071. Five each.
    assertEquals(50, sum / steps, 5 * 0.335);
    assertEquals(1, squares / steps / 45, 5 * 0.071);
    assertTrue(sizes.size() > 10);
  }

  @Test
  void two_patients_are_drawn_independently() {
    int steps = 4000;
    double q = 0.3;
    SamplingPlan plan = new SamplingPlan(q, steps);
    double chiSquare = 0;
    int pairs = 10;
    int[][][] table = new int[pairs][2][2];
    for (int step = 0; step < steps; step++) {
      PoissonDraw draw = plan.draw(SECRET, step);
      for (int pair = 0; pair < pairs; pair++) {
        int one = draw.includes("patient-" + 2 * pair) ? 1 : 0;
        int other = draw.includes("patient-" + (2 * pair + 1)) ? 1 : 0;
        table[pair][one][other]++;
      }
    }
    for (int[][] counts : table) {
      for (int one = 0; one < 2; one++) {
        for (int other = 0; other < 2; other++) {
          double mean = steps * (one == 1 ? q : 1 - q) * (other == 1 ? q : 1 - q);
          chiSquare += Math.pow(counts[one][other] - mean, 2) / mean;
        }
      }
    }
    // 10 tables with known margins: 30 degrees of freedom, above 80 with probability 2e-6.
    assertTrue(chiSquare < 80, "chi-square " + chiSquare);
  }

  @Test
  void a_retried_task_sees_the_same_sample_after_serialisation() throws Exception {
    PoissonDraw draw = new SamplingPlan(0.5, 3).draw(SECRET, 2);
    PoissonDraw copy = copy(draw);
    PoissonDraw again = new SamplingPlan(0.5, 3).draw(SECRET, 2);
    for (int i = 0; i < 200; i++) {
      assertEquals(draw.includes("p" + i), copy.includes("p" + i));
      assertEquals(draw.includes("p" + i), again.includes("p" + i));
    }
  }

  @Test
  void the_extremes_include_everyone_and_no_one() {
    assertEquals(300, size(new SamplingPlan(1, 1).draw(SECRET, 0), 300));
    assertEquals(0, size(new SamplingPlan(Double.MIN_VALUE, 1).draw(SECRET, 0), 300));
  }

  @Test
  void the_secret_is_needed_and_never_shown() {
    SamplingPlan plan = new SamplingPlan(0.1, 5);
    assertThrows(IllegalArgumentException.class, () -> plan.draw(new byte[15], 0));
    assertThrows(IllegalArgumentException.class, () -> plan.draw(SECRET, 5));
    assertThrows(IllegalArgumentException.class, () -> plan.draw(SECRET, -1));
    assertEquals("PoissonDraw", plan.draw(SECRET, 0).toString());
  }

  @Test
  void the_plan_refuses_rates_and_steps_that_mean_nothing() {
    assertThrows(Refusal.class, () -> new SamplingPlan(0, 1));
    assertThrows(Refusal.class, () -> new SamplingPlan(1.01, 1));
    assertThrows(Refusal.class, () -> new SamplingPlan(Double.NaN, 1));
    assertThrows(Refusal.class, () -> new SamplingPlan(0.5, 0));
    assertEquals(new SubsampledGaussian(0.5, 2, 7), new SamplingPlan(0.5, 7).mechanism(2));
  }

  private static int size(PoissonDraw draw, int patients) {
    int size = 0;
    for (int i = 0; i < patients; i++) {
      size += draw.includes("patient-" + i) ? 1 : 0;
    }
    return size;
  }

  static PoissonDraw copy(PoissonDraw draw) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(draw);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (PoissonDraw) in.readObject();
    }
  }
}
