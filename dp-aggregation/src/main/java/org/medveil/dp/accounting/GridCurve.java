package org.medveil.dp.accounting;

/**
 * A profile known at grid points, the chord in e^ε between them: exact for a law on the grid.
 *
 * @param grid h and the offset of the sum
 * @param first grid index of logDelta[0]
 * @param tilted the part of δ from losses in the window
 * @param tail what is known beyond the last point
 */
record GridCurve(GridLaw.Grid grid, long first, Tilted tilted, Tail tail) implements PrivacyCurve {
  /**
   * δ at point k is e^(logMoment − θ·loss(k)) · weighted[k]; as such it neither over- nor
   * underflows.
   *
   * @param weighted at least 0; owned by this record
   */
  record Tilted(double[] weighted, double theta, double logMoment) {}

  /**
   * Beyond the grid the finite part of δ is at most e^(log − θ·ε).
   *
   * @param infinite mass at +infinity
   * @param theta &gt; 0
   * @param log −infinity where nothing is claimed beyond
   */
  record Tail(double infinite, double theta, double log) {}

  private static final int SPAN = 3;

  @Override
  public double delta(double epsilon) {
    double position = (epsilon - grid.offset()) / grid.step() - first;
    if (position >= tilted.weighted.length - 1) {
      return bounded(Math.exp(tail.log - tail.theta * epsilon));
    }
    if (position < 0) {
      return tail.log == Double.NEGATIVE_INFINITY ? at(0) : below(epsilon);
    }
    int k = (int) position;
    double share = Math.expm1(epsilon - grid.loss(first + k)) / Math.expm1(grid.step());
    share = Math.max(0, Math.min(1, share));
    return at(k) + share * (at(k + 1) - at(k));
  }

  @Override
  public double epsilon(double delta) {
    if (delta <= tail.infinite) {
      return Double.POSITIVE_INFINITY;
    }
    if (delta(0) <= delta) {
      return 0;
    }
    int last = tilted.weighted.length - 1;
    if (at(last) > delta) {
      double beyond = (tail.log - Math.log(delta - tail.infinite)) / tail.theta;
      return Math.max(0, Math.max(beyond, grid.loss(first + last)));
    }
    int low = 0;
    int high = last;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (at(middle) > delta) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double share = (at(low) - delta) / (at(low) - at(high));
    double inside = Math.log1p(Math.max(0, Math.min(1, share)) * Math.expm1(grid.step()));
    return Math.max(0, grid.loss(first + low) + inside);
  }

  /**
   * The density of the loss at ε under P, over |dδ/dε|: by how much ε rises for each unit by which
   * discretisation raises half the variance of the loss.
   */
  double bend(double epsilon) {
    int span = Math.min(SPAN, (tilted.weighted.length - 1) / 2);
    long nearest = Math.round((epsilon - grid.offset()) / grid.step()) - first;
    int k = (int) Math.max(span, Math.min(tilted.weighted.length - 1L - span, nearest));
    double growth = Math.expm1(span * grid.step());
    double before = (at(k - span) - at(k)) / growth;
    double after = (at(k) - at(k + span)) / growth;
    double mass = before + growth * before - after;
    return mass / (span * grid.step()) / ((before + after) / 2);
  }

  /** The chord from δ(−infinity) = 1. */
  private double below(double epsilon) {
    return 1 - Math.exp(epsilon - grid.loss(first)) * (1 - at(0));
  }

  private double at(int k) {
    double log = tilted.logMoment - tilted.theta * grid.loss(first + k);
    return bounded(Math.exp(Math.log(tilted.weighted[k]) + log) + beyond());
  }

  /** The mass above the window. */
  private double beyond() {
    return Math.exp(tail.log - tail.theta * grid.loss(first + tilted.weighted.length - 1));
  }

  private double bounded(double finite) {
    return Math.min(1, tail.infinite + finite);
  }
}
