package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The accountant against dp_accounting 0.6.0, against exact cases and against itself. */
class PldAccountantTest {
  private static final double DISCRETISATION = 1e-3;

  private final PldAccountant accountant = new PldAccountant();

  @ParameterizedTest
  @CsvSource({
    // q, sigma, steps, delta, epsilon of dp_accounting's pessimistic PLD at interval 1e-4 or finer
    "0.004266666666666667, 1.1, 14062, 1e-5, 2.38169",
    "0.01, 1, 1000, 1e-5, 1.8282",
    "0.05, 2, 200, 1e-5, 1.5606",
    "0.1, 4, 500, 1e-4, 1.9955",
    "1, 20, 100, 1e-4, 1.6981",
    "0.01024, 1.0, 1953, 1e-5, 2.62027",
    "0.05, 2.0, 400, 8.53361401289e-5, 1.92726",
    "0.1, 4.0, 300, 8.53361401289e-5, 1.51659",
    "0.013653333333333333, 0.8, 732, 6e-6, 3.90353",
    "0.2, 5.0, 200, 1e-4, 2.01239",
    "1, 10, 100, 1e-5, 4.37718",
    "1e-4, 2, 100000, 1e-5, 0.0486934",
    "1e-4, 2, 100000, 1e-6, 0.0592605"
  })
  void golden_values(double q, double sigma, int steps, double delta, double reference) {
    List<Mechanism> run = List.of(new SubsampledGaussian(q, sigma, steps));
    EpsilonBracket bracket = accountant.bracket(run, delta);
    assertEquals(reference, bracket.pessimistic(), 1e-3 * reference);
    assertEquals(reference, bracket.optimistic(), 1e-3 * reference);
    assertEquals(reference, accountant.epsilon(run, delta), 1e-3 * reference);
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.3407", "0.5, 1.9931", "1, 4.3772", "2, 9.9973"})
  void unsampled_gaussians_are_exact(double mu, double exact) {
    List<Mechanism> run =
        List.of(
            new SubsampledGaussian(1, Math.sqrt(2) / mu, 1),
            new SubsampledGaussian(1, Math.sqrt(8) / mu, 4));
    assertEquals(exact, accountant.epsilon(run, 1e-5), 5e-5);
    assertEquals(exact, new GaussianDp(mu).epsilon(1e-5), 5e-5);
    EpsilonBracket bracket = accountant.bracket(run, 1e-5);
    assertEquals(bracket.optimistic(), bracket.pessimistic(), 5e-8);
  }

  @Property(tries = 40)
  void the_grid_agrees_with_the_exact_gaussian_from_both_sides(
      @ForAll @Scale(9) @DoubleRange(min = 0.5, max = 50) double sigma,
      @ForAll @IntRange(min = 1, max = 3000) int steps,
      @ForAll @Scale(12) @DoubleRange(min = 1e-10, max = 1e-2) double delta) {
    // A mechanism that costs nothing keeps the composition from the exact path.
    List<Mechanism> gaussian = List.of(new SubsampledGaussian(1, sigma, steps));
    double exact =
        GaussianDp.of(gaussian, NeighbourRelation.ADD_REMOVE).orElseThrow().epsilon(delta);
    List<Mechanism> run = new ArrayList<>(gaussian);
    run.add(new ApproximateDp(0, 0, 1));
    EpsilonBracket bracket = accountant.bracket(run, delta);
    assertTrue(bracket.optimistic() <= exact && exact <= bracket.pessimistic());
    assertTrue(bracket.pessimistic() <= exact * (1 + DISCRETISATION) + 1e-7);
    assertTrue(bracket.optimistic() >= exact * (1 - DISCRETISATION) - 1e-7);
  }

  @Property(tries = 30)
  void is_a_narrow_bracket_below_renyi_accounting(
      @ForAll @Scale(9) @DoubleRange(min = 1e-4, max = 0.9) double q,
      @ForAll @Scale(9) @DoubleRange(min = 0.5, max = 10) double sigma,
      @ForAll @IntRange(min = 1, max = 5000) int steps,
      @ForAll @Scale(12) @DoubleRange(min = 1e-8, max = 1e-3) double delta) {
    List<Mechanism> run = List.of(new SubsampledGaussian(q, sigma, steps));
    EpsilonBracket bracket = accountant.bracket(run, delta);
    assertTrue(bracket.pessimistic() <= bracket.optimistic() * 1.002 + 1e-7, bracket::toString);
    double renyi = new RdpAccountant().epsilon(run, delta);
    assertTrue(bracket.optimistic() <= renyi);
    double alone = accountant.epsilon(run, delta);
    assertTrue(alone >= bracket.optimistic() && alone <= renyi + 1e-7);
  }

  @ParameterizedTest
  @CsvSource({
    // A few rare, large losses decide: no tilt helps, and rounding is felt at small deltas.
    "1e-4, 0.5000004, 4677, 1.0095e-8",
    "1.2816e-4, 0.90207, 1221, 1.0095e-8",
    // Chernoff's bound is hundreds of times the answer.
    "1e-4, 0.5, 1, 1e-5",
    "1e-4, 0.7, 100000, 1e-5"
  })
  void heavy_tails_are_bracketed_as_narrowly(double q, double sigma, int steps, double delta) {
    List<Mechanism> run = List.of(new SubsampledGaussian(q, sigma, steps));
    EpsilonBracket bracket = accountant.bracket(run, delta);
    assertTrue(bracket.pessimistic() <= bracket.optimistic() * 1.0015, bracket::toString);
  }

  @Property(tries = 20)
  void epsilon_rises_with_rate_and_steps_and_falls_with_noise_and_delta(
      @ForAll @Scale(9) @DoubleRange(min = 1e-3, max = 0.5) double q,
      @ForAll @Scale(9) @DoubleRange(min = 0.5, max = 20) double sigma,
      @ForAll @IntRange(min = 1, max = 2000) int steps,
      @ForAll @Scale(9) @DoubleRange(min = 1e-8, max = 1e-3) double delta) {
    double here = epsilon(q, sigma, steps, delta) * (1 - DISCRETISATION);
    assertTrue(epsilon(Math.min(1, q * 1.5), sigma, steps, delta) >= here);
    assertTrue(epsilon(q, sigma, 2 * steps, delta) >= here);
    assertTrue(epsilon(q, sigma / 1.5, steps, delta) >= here);
    assertTrue(epsilon(q, sigma, steps, delta / 2) >= here);
  }

  @Property(tries = 15)
  void order_and_grouping_do_not_matter_and_more_costs_more(
      @ForAll @Scale(9) @DoubleRange(min = 1e-3, max = 0.9) double q,
      @ForAll @Scale(9) @DoubleRange(min = 0.7, max = 20) double sigma,
      @ForAll @IntRange(min = 2, max = 500) int steps) {
    List<Mechanism> whole =
        List.of(new SubsampledGaussian(q, sigma, steps), new DiscreteLaplace(3, 1, 2, 2));
    List<Mechanism> parts = new ArrayList<>();
    parts.add(new DiscreteLaplace(3, 1, 1, 3));
    parts.add(new SubsampledGaussian(q, sigma, 1));
    parts.add(new DiscreteLaplace(3, 1, 1, 1));
    parts.add(new SubsampledGaussian(q, sigma, steps - 1));
    double once = accountant.epsilon(whole, 1e-5);
    assertEquals(once, accountant.epsilon(parts, 1e-5));
    Collections.reverse(parts);
    assertEquals(once, accountant.epsilon(parts, 1e-5));
    parts.add(new ExponentialMechanism(0.1, 3));
    assertTrue(accountant.epsilon(parts, 1e-5) > once);
  }

  @Test
  void nothing_costs_nothing_and_what_reveals_too_much_has_no_epsilon() {
    assertEquals(0, accountant.epsilon(List.of(), 1e-5));
    assertEquals(new EpsilonBracket(0, 0), accountant.bracket(List.of(), 1e-5));
    List<Mechanism> revealing = List.of(new ApproximateDp(1, 1e-5, 2));
    assertEquals(Double.POSITIVE_INFINITY, accountant.epsilon(revealing, 1e-5));
    assertEquals(Double.POSITIVE_INFINITY, new RdpAccountant().epsilon(revealing, 1e-5));
    assertThrows(IllegalArgumentException.class, () -> accountant.epsilon(revealing, 0));
  }

  private double epsilon(double q, double sigma, int steps, double delta) {
    return accountant.epsilon(List.of(new SubsampledGaussian(q, sigma, steps)), delta);
  }
}
