package org.medveil.dp.accounting;

/**
 * One selection of bounded range η. The mechanism's losses lie in some [t−η, t]; the worst is two
 * outcomes at the ends, and over all t its hockey-stick divergence is δ(ε) = (1 − e^((ε−η)/2))² /
 * (1 − e^−η) on [−η, η] (Dong, Durfee, Rogers 2020, Lemma 3.3). That is the divergence of the pair
 * whose loss has the density ½·e^((l−η)/2) / (1 − e^−η) under P: δ″ − δ′ at l. Here y is the loss.
 */
public final class BoundedRange extends SmoothPair {
  /** Above this range the densities leave the range of floating point. */
  public static final double LARGEST = 300;

  private final double range;
  private final double scale;

  /**
   * @param range η in (0, {@link #LARGEST}]
   */
  public BoundedRange(double range) {
    if (!(range > 0 && range <= LARGEST)) {
      throw new IllegalArgumentException("range must lie in (0, " + LARGEST + "]");
    }
    this.range = range;
    this.scale = -0.5 / Math.expm1(-range);
  }

  @Override
  public boolean symmetric() {
    return true;
  }

  @Override
  double base(double y) {
    return scale * Math.exp(-(y + range) / 2);
  }

  @Override
  double excess(double y) {
    return Math.expm1(y);
  }

  @Override
  double ratio(double y) {
    return Math.exp(y);
  }

  @Override
  double at(double loss) {
    return loss;
  }

  @Override
  double panel() {
    return Math.min(0.25, range / 8);
  }

  @Override
  Stretch stretch(double tail) {
    return new Stretch(-range, range, 0);
  }
}
