package org.medveil.dp.accounting;

/**
 * One step of the Poisson-subsampled Gaussian when one unit is replaced: P = (1−q)·N(0, 1) + q·N(s,
 * 1), Q = (1−q)·N(0, 1) + q·N(−s, 1), s = 1/σ.
 *
 * <p>It dominates: let N₀ be the output's law without the unit, x and x' the two units' vectors of
 * length at most 1. For any set S with N₀(S) = a, N_x(S) ≤ Φ(Φ⁻¹(a) + s) and N_x'(S) ≥ Φ(Φ⁻¹(a) −
 * s) (Neyman, Pearson), so P(S) − α·Q(S) is at most (1−q)a + qΦ(Φ⁻¹(a) + s) − α(1−q)a − αqΦ(Φ⁻¹(a)
 * − s), which one half-line attains for the pair above.
 */
public final class ReplacedGaussian extends SmoothPair {
  private final double q;
  private final double s;

  /**
   * @param samplingRate q in (0, 1]
   * @param noiseMultiplier σ, at least {@link PoissonGaussian#LEAST_NOISE}
   */
  public ReplacedGaussian(double samplingRate, double noiseMultiplier) {
    PoissonGaussian.checkRange(samplingRate, noiseMultiplier);
    this.q = samplingRate;
    this.s = 1 / noiseMultiplier;
  }

  @Override
  public boolean symmetric() {
    return true;
  }

  @Override
  double base(double y) {
    return (1 - q) * Normal.density(y) + q * Normal.density(y + s);
  }

  @Override
  double excess(double y) {
    double other = 1 - q + q * Math.exp(-s * y - s * s / 2);
    return q * Math.exp(-s * s / 2) * 2 * Math.sinh(s * y) / other;
  }

  @Override
  double ratio(double y) {
    double half = s * s / 2;
    return (1 - q + q * Math.exp(s * y - half)) / (1 - q + q * Math.exp(-s * y - half));
  }

  /**
   * With w = e^(sy), k = e^(−s²/2), a = e^loss: qk·w² + (1−q)(1−a)·w − a·qk = 0, solved for losses
   * ≥ 0; the rest by symmetry.
   */
  @Override
  double at(double loss) {
    if (loss < 0) {
      return -at(-loss);
    }
    double half = (1 - q) * -Math.expm1(-loss);
    double other = 2 * q * Math.exp(-s * s / 2 - loss / 2);
    double logW = loss + Math.log(half + Math.hypot(half, other)) - Math.log(2 * q) + s * s / 2;
    return logW / s;
  }

  @Override
  double panel() {
    return Math.min(0.25, 0.5 / s);
  }

  @Override
  Stretch stretch(double tail) {
    double z = Normal.upperQuantile(tail) + s;
    return new Stretch(-z, z, tail);
  }
}
