package org.medveil.dp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medveil.dp.accounting.AtomPair;
import org.medveil.dp.accounting.BoundedRange;
import org.medveil.dp.accounting.LossPair;
import org.medveil.dp.accounting.PoissonGaussian;
import org.medveil.dp.accounting.Repeated;
import org.medveil.dp.accounting.ReplacedGaussian;

/**
 * The dominating pair of each mechanism under a neighbour relation. Replacing a unit is removing
 * one and adding one:
 *
 * <ul>
 *   <li>discrete noise: a shift of 2·shift in each of the coordinates. Two shifts by m in two
 *       coordinates tell no more than one by 2m in one: a test of level a has power at most
 *       G_m(G_m(a)) for the former, and for log-concave noise that is G_2m(a), the latter's best.
 *   <li>bounded range: the ranges add.
 *   <li>(ε, δ): 2ε and δ·(1 + e^ε).
 * </ul>
 */
final class LossPairs {
  private LossPairs() {}

  /** Nothing if a mechanism lies outside the numeric range of loss distributions. */
  static Optional<List<Repeated>> of(List<Mechanism> composed, NeighbourRelation relation) {
    List<Repeated> parts = new ArrayList<>();
    for (Map.Entry<Mechanism, Long> entry : Repeats.of(composed).entrySet()) {
      Optional<LossPair> pair = pair(entry.getKey(), relation == NeighbourRelation.REPLACE);
      if (pair.isEmpty()) {
        return Optional.empty();
      }
      parts.add(new Repeated(pair.get(), entry.getValue()));
    }
    return Optional.of(parts);
  }

  private static Optional<LossPair> pair(Mechanism mechanism, boolean replace) {
    long twice = replace ? 2 : 1;
    if (mechanism instanceof SubsampledGaussian one) {
      if (one.noiseMultiplier() < PoissonGaussian.LEAST_NOISE) {
        return Optional.empty();
      }
      return Optional.of(
          replace
              ? new ReplacedGaussian(one.samplingRate(), one.noiseMultiplier())
              : new PoissonGaussian(one.samplingRate(), one.noiseMultiplier()));
    } else if (mechanism instanceof DiscreteGaussian one) {
      return AtomPair.gaussianFits(one.sigma())
          ? Optional.of(AtomPair.discreteGaussian(one.sigma(), twice * one.shift()))
          : Optional.empty();
    } else if (mechanism instanceof DiscreteLaplace one) {
      long shift = twice * one.shift();
      return shift < AtomPair.MOST
          ? Optional.of(AtomPair.discreteLaplace(one.scale(), shift))
          : Optional.empty();
    } else if (mechanism instanceof ExponentialMechanism one) {
      double range = twice * one.range();
      return range <= BoundedRange.LARGEST
          ? Optional.of(new BoundedRange(range))
          : Optional.empty();
    } else if (mechanism instanceof ApproximateDp one) {
      double delta = replace ? one.delta() * (1 + Math.exp(one.epsilon())) : one.delta();
      return delta < 1
          ? Optional.of(AtomPair.randomizedResponse(twice * one.epsilon(), delta))
          : Optional.empty();
    }
    return Optional.empty();
  }
}
