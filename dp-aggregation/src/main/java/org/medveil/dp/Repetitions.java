package org.medveil.dp;

/** How often a mechanism is run, and the same mechanism run another number of times. */
final class Repetitions {
  private Repetitions() {}

  static int of(Mechanism mechanism) {
    if (mechanism instanceof ToeplitzGaussian) {
      return 1;
    }
    if (mechanism instanceof SubsampledGaussian one) {
      return one.steps();
    }
    if (mechanism instanceof DiscreteGaussian one) {
      return one.releases();
    }
    if (mechanism instanceof DiscreteLaplace one) {
      return one.releases();
    }
    if (mechanism instanceof ExponentialMechanism one) {
      return one.releases();
    }
    return ((ApproximateDp) mechanism).releases();
  }

  static Mechanism times(Mechanism mechanism, int n) {
    if (mechanism instanceof SubsampledGaussian one) {
      return new SubsampledGaussian(one.samplingRate(), one.noiseMultiplier(), n);
    }
    if (mechanism instanceof DiscreteGaussian one) {
      return new DiscreteGaussian(one.sigma(), one.shift(), one.coordinates(), n);
    }
    if (mechanism instanceof DiscreteLaplace one) {
      return new DiscreteLaplace(one.scale(), one.shift(), one.coordinates(), n);
    }
    if (mechanism instanceof ExponentialMechanism one) {
      return new ExponentialMechanism(one.range(), n);
    }
    ApproximateDp one = (ApproximateDp) mechanism;
    return new ApproximateDp(one.epsilon(), one.delta(), n);
  }
}
