package org.medveil.dp;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Equal mechanisms counted, so that millions of equal entries cost as much as one. */
final class Repeats {
  private Repeats() {}

  /** Each mechanism once, for one coordinate, and how often; in an order of its own. */
  static Map<Mechanism, Long> of(List<Mechanism> composed) {
    Map<Mechanism, Long> times =
        new TreeMap<>(Comparator.comparing((Mechanism one) -> one.toMap().toString()));
    composed.forEach(one -> times.merge(once(one), repeats(one), Math::addExact));
    return times;
  }

  private static Mechanism once(Mechanism mechanism) {
    if (mechanism instanceof SubsampledGaussian one) {
      return new SubsampledGaussian(one.samplingRate(), one.noiseMultiplier(), 1);
    } else if (mechanism instanceof ToeplitzGaussian one) {
      return one.asOneRelease();
    } else if (mechanism instanceof DiscreteGaussian one) {
      return new DiscreteGaussian(one.sigma(), one.shift(), 1, 1);
    } else if (mechanism instanceof DiscreteLaplace one) {
      return new DiscreteLaplace(one.scale(), one.shift(), 1, 1);
    } else if (mechanism instanceof ExponentialMechanism one) {
      return new ExponentialMechanism(one.range(), 1);
    } else if (mechanism instanceof ApproximateDp one) {
      return new ApproximateDp(one.epsilon(), one.delta(), 1);
    }
    throw new IllegalStateException("unknown mechanism");
  }

  private static long repeats(Mechanism mechanism) {
    if (mechanism instanceof SubsampledGaussian one) {
      return one.steps();
    } else if (mechanism instanceof ToeplitzGaussian) {
      return 1;
    } else if (mechanism instanceof DiscreteGaussian one) {
      return (long) one.coordinates() * one.releases();
    } else if (mechanism instanceof DiscreteLaplace one) {
      return (long) one.coordinates() * one.releases();
    } else if (mechanism instanceof ExponentialMechanism one) {
      return one.releases();
    } else if (mechanism instanceof ApproximateDp one) {
      return one.releases();
    }
    throw new IllegalStateException("unknown mechanism");
  }
}
