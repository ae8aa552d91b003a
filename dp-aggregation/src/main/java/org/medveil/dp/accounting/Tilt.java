package org.medveil.dp.accounting;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The exponential tilt θ that moves the composed loss to where δ is decided: its distribution is
 * weighted by e^(θ·loss) before the FFT, so that the FFT's absolute error is small beside the tail
 * that matters. θ nearly minimises Chernoff's bound on ε.
 *
 * @param theta &gt; 0
 * @param epsilon Chernoff's bound at θ, an estimate of the answer from above
 * @param low where the tilted law begins to matter
 * @param high where it ends
 */
record Tilt(double theta, double epsilon, Edge low, Edge high) {
  /**
   * @param loss where the tilted law's tail becomes negligible
   * @param shift the further tilt, at least 0, whose Chernoff bound says so
   */
  record Edge(double loss, double shift) {
    /** On a grid; the last possible sum where no Chernoff bound was better. */
    long index(GridLaw.Grid grid, long possible) {
      return shift == 0 ? possible : (long) Math.rint((loss - grid.offset()) / grid.step());
    }
  }

  /** Chance of a tilted loss outside of the window, about. */
  static final double OUTSIDE = 1e-13;

  private static final double RATIO = 1.25;
  private static final int REACH = 60;

  /**
   * @param sketch of a pair in one direction
   * @param times how often
   */
  record Part(Sketch sketch, long times) {}

  static Tilt of(List<Part> parts, double delta) {
    double variance = 0;
    double lowest = 0;
    double highest = 0;
    for (Part part : parts) {
      variance += part.times * part.sketch.variance();
      lowest += part.times * part.sketch.lowest();
      highest += part.times * part.sketch.highest();
    }
    if (highest <= 0) {
      return new Tilt(1, 0, new Edge(lowest, 0), new Edge(0, 0));
    }
    DoubleUnaryOperator logMoment = theta -> logMoment(parts, theta);
    double typical = 1 / Math.max(Math.sqrt(variance), 1e-9 * highest);
    double theta = theta(logMoment, typical, -Math.log(delta));
    double moment = logMoment.applyAsDouble(theta);
    double margin = -Math.log(OUTSIDE);
    Edge high = new Edge(highest, 0);
    Edge low = new Edge(lowest, 0);
    for (int k = -REACH; k <= REACH; k++) {
      double shift = typical * Math.pow(RATIO, k);
      double above = (logMoment.applyAsDouble(theta + shift) - moment + margin) / shift;
      double below = -(logMoment.applyAsDouble(theta - shift) - moment + margin) / shift;
      high = above < high.loss ? new Edge(above, shift) : high;
      low = below > low.loss ? new Edge(below, shift) : low;
    }
    return new Tilt(theta, (moment - Math.log(delta)) / theta, low, high);
  }

  /** The smallest θ whose bound is within a thousandth of the best. */
  private static double theta(DoubleUnaryOperator logMoment, double typical, double margin) {
    double[] bound = new double[2 * REACH + 1];
    double best = Double.POSITIVE_INFINITY;
    for (int k = 0; k < bound.length; k++) {
      double theta = typical * Math.pow(RATIO, k - REACH);
      bound[k] = (logMoment.applyAsDouble(theta) + margin) / theta;
      best = Math.min(best, bound[k]);
    }
    int k = 0;
    while (bound[k] > best + 1e-3 * Math.abs(best)) {
      k++;
    }
    return typical * Math.pow(RATIO, k - REACH);
  }

  private static double logMoment(List<Part> parts, double theta) {
    double sum = 0;
    for (Part part : parts) {
      sum += part.times * part.sketch.logMoment(theta);
    }
    return sum;
  }
}
