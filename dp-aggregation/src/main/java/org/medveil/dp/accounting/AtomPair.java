package org.medveil.dp.accounting;

/**
 * A pair whose losses are whole multiples of a unit: the loss of atom i is (lowest + 2i)·unit. A
 * grid step that divides the unit keeps it exactly. All pairs here are symmetric.
 */
public final class AtomPair implements LossPair {
  /** Most atoms of one pair. */
  public static final int MOST = 2_000_000;

  private static final double ALIGNED = 1e-15;
  private static final double REACH = 13;
  private static final int SKETCHED = 1000;

  private final double unit;
  private final long lowest;
  private final double[] mass;
  private final double infinite;
  private final double outside;

  private AtomPair(Lattice lattice, double[] mass, double infinite, double outside) {
    this.unit = lattice.unit;
    this.lowest = lattice.lowest;
    this.mass = mass;
    this.infinite = infinite;
    this.outside = outside;
  }

  private record Lattice(double unit, long lowest) {}

  /**
   * One whole number plus discrete Gaussian noise, shifted by {@code shift} (Canonne, Kamath,
   * Steinke 2020). With noise y under P the loss is shift·(2y + shift) / 2σ².
   *
   * @param sigma as {@link #gaussianFits} allows
   * @param shift at least 1
   */
  public static AtomPair discreteGaussian(double sigma, long shift) {
    int reach = (int) Math.ceil(REACH * sigma) + 1;
    double[] mass = new double[2 * reach + 1];
    double variance = sigma * sigma;
    double total = 0;
    for (int i = 0; i < mass.length; i++) {
      double y = i - reach;
      mass[i] = Math.exp(-y * y / (2 * variance));
      total += mass[i];
    }
    for (int i = 0; i < mass.length; i++) {
      mass[i] /= total;
    }
    double next = reach + 1.0;
    double tail = Math.exp(-next * next / (2 * variance)) / -Math.expm1(-next / variance) / total;
    Lattice lattice = new Lattice(shift / (2 * variance), -2L * reach + shift);
    return new AtomPair(lattice, mass, 0, tail);
  }

  /** Whether the discrete Gaussian of this σ is small enough to be listed atom by atom. */
  public static boolean gaussianFits(double sigma) {
    return 2 * REACH * sigma < MOST;
  }

  /**
   * One whole number plus discrete Laplace noise, shifted by {@code shift}. With noise y under P
   * the loss is (|y + shift| − |y|) / scale; the two tails have one loss each.
   *
   * @param scale finite, &gt; 0
   * @param shift 1 … {@link #MOST}
   */
  public static AtomPair discreteLaplace(double scale, long shift) {
    double ratio = Math.exp(-1 / scale);
    double[] mass = new double[(int) shift + 1];
    mass[0] = Math.exp(-shift / scale) / (1 + ratio);
    mass[(int) shift] = 1 / (1 + ratio);
    double centre = -Math.expm1(-1 / scale) / (1 + ratio);
    for (int i = 1; i < shift; i++) {
      mass[i] = centre * Math.exp((i - shift) / scale);
    }
    return new AtomPair(new Lattice(1 / scale, -shift), mass, 0, 0);
  }

  /**
   * The worst of all that is (ε, δ)-private: with δ the truth is revealed, else randomised response
   * with ε (Kairouz, Oh, Viswanath 2015).
   */
  public static AtomPair randomizedResponse(double epsilon, double delta) {
    double[] mass = {(1 - delta) / (1 + Math.exp(epsilon)), (1 - delta) / (1 + Math.exp(-epsilon))};
    return new AtomPair(new Lattice(epsilon, -1), mass, delta, 0);
  }

  /** Losses are whole multiples of this. */
  double unit() {
    return unit;
  }

  private double loss(int i) {
    return (lowest + 2L * i) * unit;
  }

  @Override
  public boolean symmetric() {
    return true;
  }

  /** Neighbouring atoms are lumped where there are very many. */
  @Override
  public Sketch sketch(double tail) {
    int lump = (mass.length + SKETCHED - 1) / SKETCHED;
    int lumps = (mass.length + lump - 1) / lump;
    double[] losses = new double[lumps];
    double[] masses = new double[lumps];
    for (int i = 0; i < mass.length; i++) {
      masses[i / lump] += mass[i];
      losses[i / lump] += mass[i] * loss(i);
    }
    for (int k = 0; k < lumps; k++) {
      losses[k] = masses[k] > 0 ? losses[k] / masses[k] : 0;
    }
    return new Sketch(losses, masses);
  }

  @Override
  public TwoWays pessimistic(double step, double tail) {
    return law(step, infinite + outside, true);
  }

  @Override
  public TwoWays optimistic(double step, double tail) {
    return law(step, infinite, false);
  }

  /** Atoms between grid points are split like {@link ConnectedDots} does, or rounded down. */
  private TwoWays law(double step, double beyond, boolean pessimistic) {
    int first = (int) Math.floor(loss(0) / step) - 1;
    double[] onGrid = new double[(int) Math.ceil(loss(mass.length - 1) / step) + 2 - first];
    for (int i = 0; i < mass.length; i++) {
      double position = loss(i) / step;
      long nearest = Math.round(position);
      if (Math.abs(position - nearest) <= ALIGNED * Math.abs(position)) {
        onGrid[(int) (nearest - first)] += mass[i];
        continue;
      }
      int below = (int) Math.floor(position);
      double upper = pessimistic ? Math.expm1(below * step - loss(i)) / Math.expm1(-step) : 0;
      onGrid[below - first] += mass[i] * (1 - upper);
      onGrid[below + 1 - first] += mass[i] * upper;
    }
    if (pessimistic) {
      onGrid[0] += outside;
    }
    GridLaw law = new GridLaw(new GridLaw.Grid(step, 0), first, onGrid, beyond);
    return new TwoWays(law, law);
  }
}
