package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The accountant against dp_accounting 0.6.0 (its RDP and its pessimistic PLD values) and against
 * itself: what must be monotone is monotone.
 */
class RdpAccountantTest {
  private final Accountant accountant = new RdpAccountant();

  @ParameterizedTest
  @CsvSource({
    // q, sigma, steps, delta, true (PLD) epsilon, RDP epsilon
    "0.004266666666666667, 1.1, 14062, 1e-5, 2.38169, 2.59656",
    "0.01, 1, 1000, 1e-5, 1.8282, 2.1014",
    "0.05, 2, 200, 1e-5, 1.5606, 1.7213",
    "0.1, 4, 500, 1e-4, 1.9955, 2.2135",
    "1, 20, 100, 1e-4, 1.6981, 1.8800",
    "0.01024, 1.0, 1953, 1e-5, 2.62027, 2.90672",
    "0.05, 2.0, 400, 8.53361401289e-5, 1.92726, 2.14887",
    "0.1, 4.0, 300, 8.53361401289e-5, 1.51659, 1.68654",
    "0.013653333333333333, 0.8, 732, 6e-6, 3.90353, 4.51941",
    "0.2, 5.0, 200, 1e-4, 2.01239, 2.23296",
    "1, 10, 100, 1e-5, 4.37718, 4.72851"
  })
  void golden_values(
      double q, double sigma, int steps, double delta, double truth, double reference) {
    double epsilon = epsilon(q, sigma, steps, delta);
    assertEquals(reference, epsilon, 0.002 * reference);
    assertTrue(epsilon >= truth, () -> epsilon + " is below the true " + truth);
  }

  @ParameterizedTest
  @CsvSource({"3.73063, 1", "0.60023, 8"})
  void is_never_below_the_exact_gaussian(double sigma, double exact) {
    assertTrue(epsilon(1, sigma, 1, 1e-5) >= exact * (1 - 1e-5));
  }

  @Test
  void nothing_costs_nothing() {
    assertEquals(0, accountant.epsilon(List.of(), 1e-5));
  }

  @Test
  void a_fractional_order_lies_on_the_convex_curve_between_its_whole_neighbours() {
    // (α−1)·D_α is convex in α; the whole orders come from another formula than the fraction.
    for (double q : new double[] {1e-4, 0.01, 0.3, 0.9}) {
      for (double sigma : new double[] {0.3, 1, 4, 30}) {
        for (int order = 2; order < 10; order++) {
          double below = (order - 1) * PoissonRenyi.divergence(q, sigma, order);
          double above = order * PoissonRenyi.divergence(q, sigma, order + 1);
          double before =
              order == 2 ? 0 : (order - 2) * PoissonRenyi.divergence(q, sigma, order - 1);
          double middle = (order - 0.5) * PoissonRenyi.divergence(q, sigma, order + 0.5);
          double tiny = 1e-12 * above + 1e-14;
          assertTrue(middle <= (below + above) / 2 + tiny);
          assertTrue(middle >= below + (below - before) / 2 - tiny);
        }
      }
    }
  }

  @Test
  void a_fraction_next_to_a_whole_order_agrees_with_the_closed_form() {
    for (double q : new double[] {1e-3, 0.05, 0.5}) {
      for (double sigma : new double[] {0.25, 0.8, 2, 20}) {
        double whole = PoissonRenyi.divergence(q, sigma, 5);
        double fraction = PoissonRenyi.divergence(q, sigma, Math.nextUp(5.0));
        assertEquals(whole, fraction, 1e-10 * whole + 1e-15);
      }
    }
  }

  @Property(tries = 40)
  void epsilon_rises_with_rate_and_steps_and_falls_with_noise_and_delta(
      @ForAll @Scale(9) @DoubleRange(min = 1e-3, max = 0.5) double q,
      @ForAll @Scale(9) @DoubleRange(min = 0.5, max = 20) double sigma,
      @ForAll @IntRange(min = 1, max = 2000) int steps,
      @ForAll @Scale(9) @DoubleRange(min = 1e-8, max = 1e-3) double delta) {
    double here = epsilon(q, sigma, steps, delta);
    assertTrue(epsilon(Math.min(1, q * 1.5), sigma, steps, delta) >= here);
    assertTrue(epsilon(q, sigma, 2 * steps, delta) >= here);
    assertTrue(epsilon(q, sigma * 1.5, steps, delta) <= here);
    assertTrue(epsilon(q, sigma, steps, delta * 2) <= here);
  }

  @Property(tries = 30)
  void parts_cost_together_what_the_whole_costs_and_more_parts_cost_more(
      @ForAll @Scale(9) @DoubleRange(min = 1e-3, max = 1) double q,
      @ForAll @Scale(9) @DoubleRange(min = 0.7, max = 20) double sigma,
      @ForAll @IntRange(min = 2, max = 500) int steps) {
    List<Mechanism> parts = new ArrayList<>();
    parts.add(new SubsampledGaussian(q, sigma, 1));
    parts.add(new SubsampledGaussian(q, sigma, steps - 1));
    double whole = epsilon(q, sigma, steps, 1e-5);
    assertEquals(whole, accountant.epsilon(parts, 1e-5), 1e-12 * whole);
    parts.add(new SubsampledGaussian(q / 2, sigma * 2, steps));
    assertTrue(accountant.epsilon(parts, 1e-5) > whole);
  }

  @ParameterizedTest
  @CsvSource({"3, 1e-5, 0.1, 300", "0.5, 1e-4, 1, 50", "8, 1e-6, 0.01, 5000", "1, 1e-5, 1, 1"})
  void calibrated_noise_is_enough_and_a_hair_less_is_not(
      double epsilon, double delta, double q, int steps) {
    PrivacyBudget target = new PrivacyBudget(epsilon, delta);
    double sigma = NoiseCalibration.noiseMultiplier(target, q, steps, accountant);
    assertTrue(epsilon(q, sigma, steps, delta) <= epsilon);
    assertTrue(epsilon(q, sigma * (1 - 2e-4), steps, delta) > epsilon);
  }

  @Test
  void an_impossible_calibration_is_refused() {
    PrivacyBudget tiny = new PrivacyBudget(1e-9, 1e-12);
    assertThrows(
        org.medveil.contracts.Refusal.class,
        () -> NoiseCalibration.noiseMultiplier(tiny, 1, 1_000_000, accountant));
  }

  private double epsilon(double q, double sigma, int steps, double delta) {
    return accountant.epsilon(List.of(new SubsampledGaussian(q, sigma, steps)), delta);
  }
}
