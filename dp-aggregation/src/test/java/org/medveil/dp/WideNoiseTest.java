package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medveil.dp.accounting.AtomPair;
import org.medveil.dp.accounting.ComposedLoss;
import org.medveil.dp.accounting.Repeated;

/** Where discrete noise may pass as continuous, and what that costs. */
class WideNoiseTest {
  private final PldAccountant accountant = new PldAccountant();

  @ParameterizedTest
  @CsvSource({"24000, 16384, 1", "30000, 20000, 5"})
  void agrees_with_the_discrete_law_atom_by_atom(double sigma, int shift, int coordinates) {
    DiscreteGaussian wide = new DiscreteGaussian(sigma, shift, coordinates, 1);
    assertTrue(WideNoise.slack(List.of(wide)) > 0);
    List<Repeated> atoms =
        List.of(new Repeated(AtomPair.discreteGaussian(sigma, shift), coordinates));
    ComposedLoss exact = ComposedLoss.of(atoms, 1e-5, 1e-6, 2e-4);
    EpsilonBracket bracket = accountant.bracket(List.of(wide), 1e-5);
    assertTrue(bracket.pessimistic() >= exact.optimistic().epsilon(1e-5));
    assertTrue(bracket.optimistic() <= exact.pessimistic().epsilon(1e-5));
    assertEquals(bracket.pessimistic(), bracket.optimistic(), 1e-5);
  }

  @Test
  void a_sum_costs_what_the_gaussian_does() {
    double mu = 1 / 8.0;
    double epsilon =
        accountant.epsilon(List.of(new DiscreteGaussian(8 * 16384, 16384, 1, 1)), 1e-5);
    assertEquals(new GaussianDp(mu).epsilon(1e-5), epsilon, 1e-6);
    assertTrue(epsilon > new GaussianDp(mu).epsilon(1e-5));
  }

  @Test
  void narrow_noise_stays_discrete() {
    Mechanism count = new DiscreteGaussian(20, 1, 1, 1);
    assertEquals(0, WideNoise.slack(List.of(count)));
    assertEquals(List.of(count), WideNoise.asContinuous(List.of(count)));
  }
}
