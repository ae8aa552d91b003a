package org.medveil.dp.accounting;

import java.util.List;

/**
 * The n-fold sum of losses on a grid by one FFT, tilted by θ. The cyclic sum folds losses outside
 * the window into it; how much that can be is bounded by Chernoff's inequality, and the FFT's own
 * rounding by the size of its numbers, and both are added to a pessimistic δ and taken off an
 * optimistic one.
 */
final class Composition {
  // A law's sharp end may lie a cell beyond its sketch's in each of the first steps.
  private static final int MARGIN = 32;
  private static final int LONGEST = 1 << 22;
  // Relative, of a Fourier coefficient and level. The error of a weighted sum of the result is at
  // most the product of the two norms (Parseval, Cauchy, Schwarz).
  private static final double ROUNDING = 1e-15;

  private final List<Part> parts;
  private final Tilt tilt;
  private final double theta;
  private final GridLaw.Grid grid;
  private final double step;

  /**
   * @param law of one step
   * @param times how often
   */
  record Part(GridLaw law, long times) {}

  Composition(List<Part> parts, Tilt tilt) {
    this.parts = parts;
    this.tilt = tilt;
    this.theta = tilt.theta();
    double offset = 0;
    for (Part part : parts) {
      offset += part.times * part.law.grid().offset();
    }
    this.step = parts.get(0).law().grid().step();
    this.grid = new GridLaw.Grid(step, offset);
  }

  /**
   * The profile of the sum, over a window outside of which little lies.
   *
   * @param lowest grid index of the least sum
   * @param highest of the largest
   */
  GridCurve curve(long lowest, long highest, boolean pessimistic) {
    double[] moments = parts.stream().mapToDouble(part -> part.law.logMoment(theta)).toArray();
    double logMoment = 0;
    for (int i = 0; i < moments.length; i++) {
      logMoment += parts.get(i).times * moments[i];
    }
    Tilt.Edge low = tilt.low();
    double raised = moment(theta + tilt.high().shift()) - logMoment;
    // A coarse grid's law reaches further than the sketch of it.
    Tilt.Edge high = tilt.high().above(raised);
    long window = low.index(grid, lowest) - MARGIN;
    long end = Math.min(high.index(grid, highest) + MARGIN, window + LONGEST - 1);
    int length = Fourier.lengthFor(end - window + 1);
    double edge = grid.loss(window + length - 1);
    double logAbove = outside(raised, high.shift(), edge);
    double lowered = moment(theta - low.shift()) - logMoment;
    double logBelow = outside(lowered, low.shift(), -grid.loss(window));
    Spectrum product = new Spectrum(length);
    double logFinite = 0;
    double count = 0;
    for (int i = 0; i < moments.length; i++) {
      Part part = parts.get(i);
      logFinite += part.times * Math.log1p(-part.law.infinite());
      count += part.times;
      product.multiply(tilted(part.law, moments[i], length), part.times);
    }
    double square = product.meanSquare();
    Sweep sweep = new Sweep(theta, step);
    double[] weighted = sweep.from(product.inverse(), window);
    double levels = Integer.numberOfTrailingZeros(length) + 1;
    double weights = Math.min(length, 1 / -Math.expm1(-2 * theta * step));
    double rounding = ROUNDING * (count + 1) * levels * Math.sqrt(square * weights);
    if (pessimistic) {
      for (int k = 0; k < length; k++) {
        weighted[k] += rounding;
      }
    } else {
      double up = Math.exp(-high.shift() * step);
      double down = Math.exp(-Math.min(theta, low.shift()) * step);
      sweep.lower(
          weighted, rounding, new Sweep.Folded(Math.exp(logAbove), up, Math.exp(logBelow), down));
    }
    double order = theta + high.shift();
    double beyond = pessimistic ? logMoment + logAbove - theta * edge : Double.NEGATIVE_INFINITY;
    GridCurve.Tail tail = new GridCurve.Tail(-Math.expm1(logFinite), order, beyond + order * edge);
    return new GridCurve(grid, window, new GridCurve.Tilted(weighted, theta, logMoment), tail);
  }

  private double[] tilted(GridLaw law, double logMoment, int length) {
    double[] folded = new double[length];
    for (int i = 0; i < law.mass().length; i++) {
      if (law.mass()[i] > 0) {
        int cell = (law.first() + i) & (length - 1);
        folded[cell] += law.mass()[i] * Math.exp(theta * law.loss(i) - logMoment);
      }
    }
    return folded;
  }

  /** The log of Chernoff's bound on the tilted law's mass beyond an edge. */
  private static double outside(double moved, double shift, double edge) {
    return shift == 0 ? Double.NEGATIVE_INFINITY : Math.min(0, moved - shift * edge);
  }

  private double moment(double order) {
    double moment = 0;
    for (Part part : parts) {
      moment += part.times * part.law.logMoment(order);
    }
    return moment;
  }
}
