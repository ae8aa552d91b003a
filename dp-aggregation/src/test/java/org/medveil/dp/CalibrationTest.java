package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medveil.contracts.Refusal;

class CalibrationTest {
  private final PldAccountant accountant = new PldAccountant();

  @ParameterizedTest
  @CsvSource({"3.73063, 1", "0.60023, 8"})
  void golden_gaussian(double sigma, double epsilon) {
    PrivacyBudget target = new PrivacyBudget(epsilon, 1e-5);
    double found = NoiseCalibration.noiseMultiplier(target, 1, 1, accountant);
    assertEquals(sigma, found, 2e-4 * sigma);
  }

  @ParameterizedTest
  @CsvSource({"3, 1e-5, 0.1, 2", "1, 1e-6, 0.01, 0.8", "8, 1e-4, 1, 10"})
  void noise_rate_and_steps_come_back_and_stay_within_the_budget(
      double epsilon, double delta, double q, double sigma) {
    PrivacyBudget target = new PrivacyBudget(epsilon, delta);
    int steps = NoiseCalibration.steps(target, sigma, q, accountant);
    double spent = spends(q, sigma, steps, delta);
    assertTrue(spent <= epsilon);
    assertTrue(spends(q, sigma, steps + 1, delta) > epsilon);

    PrivacyBudget exactly = new PrivacyBudget(spent * (1 + 1e-3), delta);
    double noise = NoiseCalibration.noiseMultiplier(exactly, q, steps, accountant);
    assertEquals(sigma, noise, 2e-3 * sigma);
    assertTrue(spends(q, noise, steps, delta) <= exactly.epsilon());
    double rate = NoiseCalibration.samplingRate(exactly, sigma, steps, accountant);
    assertEquals(q, rate, 2e-3 * q);
    assertTrue(spends(rate, sigma, steps, delta) <= exactly.epsilon());
  }

  @Test
  void what_cannot_be_reached_is_refused_and_what_is_free_is_taken() {
    PrivacyBudget tiny = new PrivacyBudget(1e-6, 1e-9);
    assertThrows(Refusal.class, () -> NoiseCalibration.steps(tiny, 1, 0.5, accountant));
    PrivacyBudget large = new PrivacyBudget(50, 1e-5);
    assertEquals(1, NoiseCalibration.samplingRate(large, 5, 10, accountant));
  }

  private double spends(double q, double sigma, int steps, double delta) {
    return accountant.epsilon(List.of(new SubsampledGaussian(q, sigma, steps)), delta);
  }
}
