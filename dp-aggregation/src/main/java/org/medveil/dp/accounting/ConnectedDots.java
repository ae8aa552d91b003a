package org.medveil.dp.accounting;

/**
 * The pessimistic law of a pair: the P- and the Q-mass of each loss interval [ih, (i+1)h] go to its
 * two ends so that both are kept. This is the least law on the grid that dominates the pair: its
 * δ(ε) joins the pair's values at the grid points by chords (Doroshenko, Ghazi, Kamath, Kumar,
 * Manurangsi 2022). Exchanging P and Q commutes with it.
 */
final class ConnectedDots {
  private final SmoothPair pair;
  private final double step;

  ConnectedDots(SmoothPair pair, double step) {
    this.pair = pair;
    this.step = step;
  }

  /** Tails go to the side that the adversary prefers. */
  TwoWays laws(SmoothPair.Stretch stretch) {
    int first = (int) Math.floor(pair.loss(stretch.from()) / step);
    int last = (int) Math.ceil(pair.loss(stretch.to()) / step);
    double[] mass = new double[Math.max(last, first + 1) - first + 1];
    double perStep = -Math.expm1(-step);
    Integral cell = new Integral(pair);
    double from = stretch.from();
    for (int i = 0; i + 1 < mass.length; i++) {
      boolean end = i + 2 == mass.length;
      double to = end ? stretch.to() : Math.min(pair.at((first + i + 1) * step), stretch.to());
      to = Math.max(from, to);
      cell.reset((first + i) * step);
      cell.add(from, to);
      double upper = Math.min(cell.p(), Math.max(0, cell.surplus() / perStep));
      mass[i] += cell.p() - upper;
      mass[i + 1] += upper;
      from = to;
    }
    double outside = stretch.outside();
    double[] back = new double[mass.length];
    for (int i = 0; i < mass.length; i++) {
      back[mass.length - 1 - i] = mass[i] * Math.exp(-(first + i) * step);
    }
    mass[0] += outside;
    back[0] += outside;
    GridLaw.Grid grid = new GridLaw.Grid(step, 0);
    return new TwoWays(
        new GridLaw(grid, first, mass, outside),
        new GridLaw(grid, -(first + mass.length - 1), back, outside));
  }
}
