package org.medveil.dp.accounting;

/**
 * The optimistic law of a pair: neighbouring outcomes are merged, which is post-processing and so
 * never raises δ(ε), in such portions that each merged outcome has a loss log P/Q of exactly a grid
 * point; the grid is moved so that the lowest portion has one. The mean of dP/dQ in each portion is
 * kept, so the error is of second order in the step. What is left at the top is rounded down.
 */
final class MergedOutcomes {
  private static final int ROUNDS = 60;
  private static final int MIRROR_ROUNDS = 5;
  // Of the deficit, itself of second order: what stays unpaid is far below the accountant's margin.
  private static final double PRECISION = 1e-11;

  private final SmoothPair pair;
  private final double step;
  private final Integral left;
  private final Integral right;
  private final Integral trial;

  MergedOutcomes(SmoothPair pair, double step) {
    this.pair = pair;
    this.step = step;
    this.left = new Integral(pair);
    this.right = new Integral(pair);
    this.trial = new Integral(pair);
  }

  TwoWays laws(SmoothPair.Stretch stretch) {
    double lowest = pair.loss(stretch.from());
    double from = Math.min(stretch.to(), pair.at(lowest + step / 2));
    left.reset(0);
    left.add(stretch.from(), from);
    GridLaw.Grid grid = new GridLaw.Grid(step, Math.log(left.p() / left.q()));
    double[] mass = new double[(int) Math.ceil((pair.loss(stretch.to()) - lowest) / step) + 3];
    mass[0] = left.p();
    for (int index = 1; from < stretch.to(); index++) {
      double level = grid.loss(index);
      double crossing = pair.at(level);
      if (crossing <= from) {
        continue;
      }
      if (crossing >= stretch.to()) {
        break;
      }
      left.reset(level);
      left.add(from, crossing);
      Gap gap = new Gap(crossing, crossing - from, -left.surplus());
      double end = mirrored(level, gap, stretch.to());
      end = Double.isNaN(end) ? balance(level, gap, stretch.to()) : end;
      if (Double.isNaN(end)) {
        break;
      }
      mass[index] = left.p() + right.p();
      from = end;
    }
    double[] back = exchanged(mass, grid);
    left.reset(0);
    left.add(from, stretch.to());
    if (left.q() > 0 && left.p() > 0) {
      double position = (Math.log(left.p() / left.q()) - grid.offset()) / step;
      mass[(int) Math.max(0, Math.floor(position))] += position < 0 ? 0 : left.p();
    }
    return new TwoWays(
        new GridLaw(grid, 0, mass, 0), new GridLaw(grid.exchanged(), 1 - mass.length, back, 0));
  }

  /**
   * @param crossing where the loss passes the level
   * @param width of the portion below it
   * @param deficit what that portion lacks
   */
  private record Gap(double crossing, double width, double deficit) {}

  /** Newton's method from the deficit's mirror image; NaN where that is not close enough. */
  private double mirrored(double level, Gap gap, double limit) {
    double furthest = Math.min(limit, gap.crossing + 2 * gap.width);
    double end = gap.crossing + gap.width;
    for (int round = 0; round < MIRROR_ROUNDS && end > gap.crossing && end < furthest; round++) {
      right.reset(level);
      right.add(gap.crossing, end);
      double missing = gap.deficit - right.surplus();
      if (Math.abs(missing) <= PRECISION * gap.deficit) {
        return end;
      }
      end += missing / (pair.base(end) * (pair.ratio(end) - Math.exp(level)));
    }
    return Double.NaN;
  }

  /** The end of the portion whose surplus above the crossing pays the deficit; NaN if none does. */
  private double balance(double level, Gap gap, double limit) {
    right.reset(level);
    double from = gap.crossing;
    double width = 2 * gap.width;
    while (from < limit) {
      width = Math.min(width, pair.panel());
      double to = Math.min(limit, from + width);
      double before = right.surplus();
      trial.reset(level);
      trial.add(from, to);
      if (before + trial.surplus() >= gap.deficit) {
        double end = within(from, to, gap.deficit - before, level);
        right.add(from, end);
        return end;
      }
      right.add(from, to);
      from = to;
      width *= 2;
    }
    return Double.NaN;
  }

  /** Newton's method, kept inside the bracket. */
  private double within(double from, double to, double wanted, double level) {
    double low = from;
    double high = to;
    double end = (from + to) / 2;
    for (int round = 0; round < ROUNDS; round++) {
      trial.reset(level);
      trial.add(from, end);
      double missing = wanted - trial.surplus();
      if (Math.abs(missing) <= PRECISION * wanted || high - low <= 1e-15 * Math.abs(high)) {
        return end;
      }
      if (missing > 0) {
        low = end;
      } else {
        high = end;
      }
      double slope = pair.base(end) * (pair.ratio(end) - Math.exp(level));
      double next = end + missing / slope;
      end = next > low && next < high ? next : (low + high) / 2;
    }
    return end;
  }

  private static double[] exchanged(double[] mass, GridLaw.Grid grid) {
    double[] back = new double[mass.length];
    for (int i = 0; i < mass.length; i++) {
      back[mass.length - 1 - i] = mass[i] == 0 ? 0 : mass[i] * Math.exp(-grid.loss(i));
    }
    return back;
  }
}
