package org.medveil.dp.accounting;

/**
 * One step of the Poisson-subsampled Gaussian under add/remove, forward when the unit is there: P =
 * (1−q)·N(0, 1) + q·N(s, 1), Q = N(0, 1), s = 1/σ (Zhu, Dong, Wang 2022, Theorem 11). The loss is
 * log(1 − q + q·e^(sy − s²/2)).
 */
public final class PoissonGaussian extends SmoothPair {
  /** Below this noise the densities leave the range of floating point. */
  public static final double LEAST_NOISE = 0.05;

  private final double q;
  private final double s;

  /**
   * @param samplingRate q in (0, 1]
   * @param noiseMultiplier σ, at least {@link #LEAST_NOISE}
   */
  public PoissonGaussian(double samplingRate, double noiseMultiplier) {
    checkRange(samplingRate, noiseMultiplier);
    this.q = samplingRate;
    this.s = 1 / noiseMultiplier;
  }

  static void checkRange(double samplingRate, double noiseMultiplier) {
    if (!(samplingRate > 0 && samplingRate <= 1 && noiseMultiplier >= LEAST_NOISE)) {
      throw new IllegalArgumentException("rate or noise out of range");
    }
  }

  @Override
  public boolean symmetric() {
    return q == 1;
  }

  @Override
  double base(double y) {
    return Normal.density(y);
  }

  @Override
  double excess(double y) {
    return q * lessOne(s * y - s * s / 2);
  }

  /** e^t − 1; where t is not small the plain difference is as good and several times as fast. */
  private static double lessOne(double t) {
    return Math.abs(t) > 0.05 ? Math.exp(t) - 1 : Math.expm1(t);
  }

  @Override
  double ratio(double y) {
    return 1 - q + q * Math.exp(s * y - s * s / 2);
  }

  @Override
  double at(double loss) {
    if (q == 1) {
      return loss / s + s / 2;
    }
    double ratio = Math.expm1(loss) / q;
    return ratio <= -1 ? Double.NEGATIVE_INFINITY : Math.log1p(ratio) / s + s / 2;
  }

  @Override
  double panel() {
    return Math.min(0.25, 0.5 / s);
  }

  @Override
  Stretch stretch(double tail) {
    double z = Normal.upperQuantile(tail);
    return new Stretch(-z, s + z, tail);
  }
}
