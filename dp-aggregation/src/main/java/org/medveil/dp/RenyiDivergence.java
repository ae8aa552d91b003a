package org.medveil.dp;

/** Rényi divergence of one use of a mechanism, infinite where an order is not offered. */
final class RenyiDivergence {
  private final boolean replace;

  RenyiDivergence(NeighbourRelation relation) {
    this.replace = relation == NeighbourRelation.REPLACE;
  }

  /**
   * @param once as {@link Repeats} gives it; not an {@link ApproximateDp} with δ &gt; 0, whose δ
   *     the accountant takes off
   * @param order above 1
   */
  double of(Mechanism once, double order) {
    double twice = replace ? 2 : 1;
    if (once instanceof SubsampledGaussian one) {
      return replace
          ? ReplacedRenyi.divergence(one.samplingRate(), one.noiseMultiplier(), order)
          : PoissonRenyi.divergence(one.samplingRate(), one.noiseMultiplier(), order);
    } else if (once instanceof DiscreteGaussian one) {
      double shift = twice * one.shift() / one.sigma();
      return order * shift * shift / 2;
    } else if (once instanceof DiscreteLaplace one) {
      return laplace(twice * one.shift(), one.scale(), order);
    } else if (once instanceof ExponentialMechanism one) {
      return boundedRange(twice * one.range(), order);
    } else if (once instanceof ApproximateDp one) {
      return randomizedResponse(twice * one.epsilon(), order);
    }
    throw new IllegalStateException("unknown mechanism");
  }

  /** Two tails and the atoms between; see {@link org.medveil.dp.accounting.AtomPair}. */
  private static double laplace(double shift, double scale, double order) {
    double top = shift / scale;
    double ratio = Math.exp(-1 / scale);
    double sum = 1 / (1 + ratio);
    sum += Math.exp(-top - 2 * (order - 1) * top) / (1 + ratio);
    double centre = -Math.expm1(-1 / scale) / (1 + ratio);
    double logEach = -1 / scale - 2 * (order - 1) / scale;
    // Σ over y = −1 … −(shift−1) of ratio^|y|·e^((α−1)(2y + shift)/scale), relative to the top.
    if (shift > 1) {
      double inner = -Math.expm1((shift - 1) * logEach) / -Math.expm1(logEach);
      sum += centre * Math.exp(logEach) * inner;
    }
    return top + Math.log(sum) / (order - 1);
  }

  /** The moment of the density ½·e^((l−η)/2) / (1 − e^−η) on [−η, η]. */
  private static double boundedRange(double range, double order) {
    double rate = order - 0.5;
    double logWidth = Math.log(-Math.expm1(-2 * rate * range)) - Math.log(2 * rate);
    double logMoment = (order - 1) * range + logWidth - Math.log(-Math.expm1(-range));
    return Math.max(0, logMoment) / (order - 1);
  }

  private static double randomizedResponse(double epsilon, double order) {
    double logUp = -Math.log1p(Math.exp(-epsilon));
    double down = Math.exp(-epsilon - 2 * (order - 1) * epsilon);
    return Math.max(0, epsilon + (logUp + Math.log1p(down)) / (order - 1));
  }
}
