package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.Refusal;

/** Each patient has one step, for reasons of its own; plan, grid and price belong together. */
class SingleParticipationTest {
  @Property
  void every_hash_has_one_step_of_the_run(@ForAll long hash, @ForAll @IntRange(min = 1) int steps) {
    int step = new SingleParticipation(steps, 1).step(hash);
    assertTrue(step >= 0 && step < steps);
  }

  @Test
  void steps_and_buckets_of_first_bits_share_patients_evenly() {
    SingleParticipation plan = SingleParticipation.allBands(5);
    int[][] seen = new int[4][5];
    int patients = 20_000;
    for (int i = 0; i < patients; i++) {
      String key = "patient-" + i;
      long hash = ByteBuffer.wrap(Hashes.sha256(key.getBytes(Hashes.UTF_8))).getLong();
      assertEquals(plan.step(key), plan.step(hash));
      seen[(int) (hash >>> 62)][plan.step(hash)]++;
    }
    double chiSquare = 0;
    for (int[] bucket : seen) {
      for (int count : bucket) {
        chiSquare += Math.pow(count - patients / 20.0, 2) / (patients / 20.0);
      }
    }
    // 19 degrees of freedom: above 62 with chance 2e-6.
    assertTrue(chiSquare < 62, "chi-square " + chiSquare);
  }

  @Test
  void the_step_of_a_patient_is_fixed_for_ever() {
    // By another program: the 64 bits of the hash reversed, times T over 2^64.
    assertEquals(73, new SingleParticipation(1000, 1).step("patient-1"));
  }

  @Property(tries = 200)
  void the_noise_is_never_below_what_is_accounted(
      @ForAll @DoubleRange(min = 0.01, max = 100) double noise,
      @ForAll @IntRange(min = 1, max = 300) int bands) {
    GridGaussian grid = new SingleParticipation(300, bands).grid(1, noise, 9);
    long squares = 0;
    SquareRootToeplitz matrix = new SquareRootToeplitz(bands);
    for (int j = 0; j < bands; j++) {
      squares += (long) matrix.scaled(j) * matrix.scaled(j);
    }
    // σ² ≥ z²·‖c‖²·S², all in units of 2^-12 of a grid unit.
    BigDecimal sigma = BigDecimal.valueOf(2).pow(grid.noiseBits() + 12);
    BigDecimal promised =
        new BigDecimal(noise).multiply(new BigDecimal(grid.sensitivityUnits())).pow(2);
    promised = promised.multiply(BigDecimal.valueOf(squares));
    assertTrue(sigma.pow(2).compareTo(promised) >= 0);
    assertEquals(1, promised.doubleValue() / sigma.pow(2).doubleValue(), 1e-9);
    assertTrue(grid.noiseBits() + 12 <= 56);
  }

  @Test
  void numbers_that_mean_nothing_are_refused() {
    assertThrows(Refusal.class, () -> new SingleParticipation(0, 1));
    assertThrows(Refusal.class, () -> new SingleParticipation(5, 0));
    assertThrows(Refusal.class, () -> new SingleParticipation(5, 6));
    assertThrows(Refusal.class, () -> new SingleParticipation(1 << 22, 1 << 21));
    SingleParticipation plan = SingleParticipation.allBands(5);
    assertEquals(new ToeplitzGaussian(5, 2, 5), plan.mechanism(2));
    assertThrows(Refusal.class, () -> plan.mechanism(Double.NaN));
    assertThrows(Refusal.class, () -> plan.grid(1, 250, 9));
  }

  @Test
  void a_budget_buys_the_noise_of_a_single_release() {
    PrivacyBudget target = new PrivacyBudget(1, 1e-5);
    PldAccountant accountant = new PldAccountant();
    double noise =
        NoiseCalibration.noiseMultiplier(target, new SingleParticipation(1000, 32), accountant);
    assertEquals(3.73063, noise, 1e-3);
  }
}
