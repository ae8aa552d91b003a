package org.medveil.imaging.simulate;

/**
 * A stream of standard normals that two readers share in part: each value is {@code gain} times the
 * common stream's plus the rest from an own stream, so values of two readers with the same common
 * stream correlate by gain². Chains: the common stream may itself be a mixture.
 */
interface Latent {
  /** Standard normal at this address. */
  double normal(long index);

  /** The same mixture, one level down. */
  Latent child(long label);

  /** Normal with this mean and standard deviation, cut at three standard deviations. */
  default double around(long index, double mean, double deviation) {
    return mean + deviation * Math.max(-3, Math.min(3, normal(index)));
  }

  /** Uniform in (0, 1): the normal through its distribution function. */
  default double uniform(long index) {
    return distribution(normal(index));
  }

  /** Nothing shared: the plain stream. */
  static Latent of(Draw draw) {
    return new Pure(draw);
  }

  /**
   * @param common what is shared
   * @param own what is not
   * @param gain 0..1, weight of the common part
   */
  static Latent mix(Latent common, Draw own, double gain) {
    return gain == 1 ? common : new Mixed(common, own, gain, Math.sqrt(1 - gain * gain));
  }

  /** Standard normal distribution function, Abramowitz and Stegun 26.2.17, error below 1e-7. */
  private static double distribution(double z) {
    double t = 1 / (1 + .2316419 * Math.abs(z));
    double tail =
        .3989422804014327
            * StrictMath.exp(-z * z / 2)
            * t
            * (.319381530
                + t * (-.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return z > 0 ? 1 - tail : tail;
  }

  /** A stream of its own. */
  record Pure(Draw draw) implements Latent {
    @Override
    public double normal(long index) {
      return draw.normal(index);
    }

    @Override
    public Latent child(long label) {
      return new Pure(draw.child(label));
    }
  }

  /** A stream shared in part. */
  record Mixed(Latent common, Draw own, double gain, double rest) implements Latent {
    @Override
    public double normal(long index) {
      return gain * common.normal(index) + rest * own.normal(index);
    }

    @Override
    public Latent child(long label) {
      return new Mixed(common.child(label), own.child(label), gain, rest);
    }
  }
}
