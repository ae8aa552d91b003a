package org.medveil.dp.accounting;

import java.util.Arrays;
import java.util.List;

/**
 * The n-fold sum of losses on a grid by one FFT, tilted by θ. The cyclic sum folds losses outside
 * the window into it; how much that can be is bounded by Chernoff's inequality, and the FFT's own
 * rounding by the size of its numbers, and both are added to a pessimistic δ and taken off an
 * optimistic one.
 */
final class Composition {
  // |φ|ⁿ below e^−46 is left out; it weighs less than the rounding of the others.
  private static final double NEGLIGIBLE = 92;
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
   * The profile of the sum.
   *
   * @param window first grid index of the sum that is kept
   * @param length of the window, a power of 2
   */
  GridCurve curve(long window, int length, boolean pessimistic) {
    double[] re = new double[length];
    double[] im = new double[length];
    Arrays.fill(re, 1);
    Fourier fourier = new Fourier(length);
    double logMoment = 0;
    double logFinite = 0;
    double count = 0;
    for (Part part : parts) {
      double one = part.law.logMoment(theta);
      logMoment += part.times * one;
      logFinite += part.times * Math.log1p(-part.law.infinite());
      count += part.times;
      multiply(re, im, part, tilted(part.law, one, length), fourier);
    }
    double square = 0;
    for (int i = 0; i < length; i++) {
      square += (re[i] * re[i] + im[i] * im[i]) / length;
    }
    fourier.inverse(re, im);
    double levels = Integer.numberOfTrailingZeros(length) + 1;
    double weights = Math.min(length, 1 / -Math.expm1(-2 * theta * step));
    double rounding = ROUNDING * (count + 1) * levels * Math.sqrt(square * weights);
    double logAbove = outside(logMoment, grid.loss(window + length - 1), tilt.high().shift());
    double below = Math.exp(outside(logMoment, grid.loss(window), -tilt.low().shift()));
    Sweep sweep = new Sweep(theta, step);
    double[] weighted = sweep.from(re, window);
    if (pessimistic) {
      for (int k = 0; k < length; k++) {
        weighted[k] += rounding;
      }
    } else {
      double up = Math.exp(-tilt.high().shift() * step);
      double down = Math.exp(-Math.min(theta, tilt.low().shift()) * step);
      sweep.lower(weighted, rounding, new Sweep.Folded(Math.exp(logAbove), up, below, down));
    }
    double order = theta + tilt.high().shift();
    double edge = grid.loss(window + length - 1);
    double beyond = pessimistic ? logMoment + logAbove - theta * edge : Double.NEGATIVE_INFINITY;
    GridCurve.Tail tail = new GridCurve.Tail(-Math.expm1(logFinite), order, beyond + order * edge);
    return new GridCurve(grid, window, new GridCurve.Tilted(weighted, theta, logMoment), tail);
  }

  private double[] tilted(GridLaw law, double logMoment, int length) {
    double[] folded = new double[length];
    for (int i = 0; i < law.mass().length; i++) {
      if (law.mass()[i] > 0) {
        int cell = Math.floorMod(law.first() + i, length);
        folded[cell] += law.mass()[i] * Math.exp(theta * law.loss(i) - logMoment);
      }
    }
    return folded;
  }

  private static void multiply(
      double[] re, double[] im, Part part, double[] folded, Fourier fourier) {
    double[] foldedIm = new double[folded.length];
    fourier.forward(folded, foldedIm);
    double least = Math.exp(-NEGLIGIBLE / part.times);
    for (int i = 0; i < folded.length; i++) {
      double a = folded[i];
      double b = foldedIm[i];
      double x = re[i];
      double y = im[i];
      if (a * a + b * b < least) {
        x = 0;
        y = 0;
      }
      for (long left = part.times; left > 0 && (x != 0 || y != 0); left >>= 1) {
        if ((left & 1) == 1) {
          double product = x * a - y * b;
          y = x * b + y * a;
          x = product;
        }
        double square = a * a - b * b;
        b = 2 * a * b;
        a = square;
      }
      re[i] = x;
      im[i] = y;
    }
  }

  /**
   * The log of Chernoff's bound on the tilted law's mass beyond an edge.
   *
   * @param shift further tilt, positive above, negative below; 0 where the edge is the last sum
   */
  private double outside(double logMoment, double edge, double shift) {
    if (shift == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double moment = 0;
    for (Part part : parts) {
      moment += part.times * part.law.logMoment(theta + shift);
    }
    return Math.min(0, moment - logMoment - shift * edge);
  }
}
