package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Every mechanism and mixtures of them, under both relations, against other programs. */
class PldGoldenTest {
  @ParameterizedTest
  @CsvFileSource(resources = "pld-golden.csv", delimiter = ';')
  void agrees_with_other_programs(
      NeighbourRelation relation, String mechanisms, double delta, double reference) {
    List<Mechanism> composed = parsed(mechanisms);
    PldAccountant accountant = new PldAccountant(relation);
    EpsilonBracket bracket = accountant.bracket(composed, delta);
    assertEquals(reference, bracket.pessimistic(), 1e-3 * reference);
    assertEquals(reference, bracket.optimistic(), 1e-3 * reference);
    assertEquals(reference, accountant.epsilon(composed, delta), 1e-3 * reference);
    double renyi = new RdpAccountant(relation).epsilon(composed, delta);
    assertTrue(renyi >= bracket.optimistic(), () -> "Renyi accounting gives only " + renyi);
    assertTrue(renyi <= 1.4 * reference, () -> "Renyi accounting gives " + renyi);
    double below = accountant.delta(composed, bracket.pessimistic());
    assertTrue(below <= delta * 1.02 && below >= 0.9 * delta, () -> "not its inverse: " + below);
  }

  private static List<Mechanism> parsed(String mechanisms) {
    List<Mechanism> composed = new ArrayList<>();
    for (String one : mechanisms.split(", ")) {
      String[] words = one.strip().split(" ");
      composed.add(
          switch (words[0]) {
            case "gaussian" ->
                new SubsampledGaussian(real(words, 1), real(words, 2), whole(words, 3));
            case "discrete_gaussian" ->
                new DiscreteGaussian(
                    real(words, 1), whole(words, 2), whole(words, 3), whole(words, 4));
            case "discrete_laplace" ->
                new DiscreteLaplace(
                    real(words, 1), whole(words, 2), whole(words, 3), whole(words, 4));
            case "exponential_mechanism" ->
                new ExponentialMechanism(real(words, 1), whole(words, 2));
            case "approximate_dp" ->
                new ApproximateDp(real(words, 1), real(words, 2), whole(words, 3));
            default -> throw new IllegalArgumentException(words[0]);
          });
    }
    return composed;
  }

  private static double real(String[] words, int i) {
    return Double.parseDouble(words[i]);
  }

  private static int whole(String[] words, int i) {
    return Integer.parseInt(words[i]);
  }
}
