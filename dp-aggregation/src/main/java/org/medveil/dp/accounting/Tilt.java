package org.medveil.dp.accounting;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The exponential tilt θ that moves the composed loss to where δ is decided: its distribution is
 * weighted by e^(θ·loss) before the FFT, so that the FFT's absolute error is small beside the tail
 * that matters.
 *
 * @param theta &gt; 0
 * @param epsilon an estimate of the answer, from above
 * @param low where the tilted law begins to matter
 * @param high above it P has less mass than matters
 */
record Tilt(double theta, double epsilon, Edge low, Edge high) {
  private static final double RATIO = 1.4;
  private static final int REACH = 40;
  // Of the highest loss: orders stay finite where nearly all losses are one.
  private static final double LEAST_SPREAD = 1e-6;
  // The tilted law's mass below its window, relative to what may be lost above.
  private static final double BELOW = 1e-2;
  // Of the FFT, for each step; as in Composition, with typical norms.
  private static final double ROUNDING = 1e-13;
  // θ·ε up to which a larger θ still pays.
  private static final double STEEP = 30;
  // Largest θ times the width of the window.
  private static final double MOST = 400;

  /**
   * @param loss where the window ends
   * @param shift the further tilt, &gt; 0, whose Chernoff bound holds for what lies outside; 0
   *     where nothing can
   * @param log of the mass that the tilted law may have outside
   */
  record Edge(double loss, double shift, double log) {
    /** On a grid; the last possible sum where no Chernoff bound was better. */
    long index(GridLaw.Grid grid, long possible) {
      return shift == 0 ? possible : (long) Math.rint((loss - grid.offset()) / grid.step());
    }

    /** Where it lies for a law of which this edge's tilt raises the log moment so far. */
    Edge above(double raised) {
      return shift == 0 ? this : new Edge((raised - log) / shift, shift, log);
    }
  }

  /**
   * @param sketch of a pair in one direction
   * @param times how often
   */
  record Part(Sketch sketch, long times) {}

  /**
   * Where the answer matters.
   *
   * @param delta in (0, 1)
   * @param loss share of δ that may lie outside of the window, e.g. 1e-6
   */
  record Aim(double delta, double loss) {}

  /** For an ε of which only Chernoff's bound is known, min over θ of (κ(θ) − log δ) / θ. */
  static Tilt chernoff(List<Part> parts, Aim aim) {
    Scan scan = Scan.of(parts);
    if (scan.highest <= 0) {
      return new Tilt(1, 0, new Edge(scan.lowest, 0, 0), new Edge(0, 0, 0));
    }
    double best = scan.highest;
    for (int k = 0; k < scan.orders.length; k++) {
      best = Math.min(best, (scan.moments[k] - Math.log(aim.delta)) / scan.orders[k]);
    }
    return scan.tilt(best, aim).from(scan.lowEnd(0, aim.loss * BELOW));
  }

  /** For an ε that is known roughly. */
  static Tilt at(List<Part> parts, double epsilon, Aim aim) {
    return Scan.of(parts).tilt(epsilon, aim);
  }

  private Tilt from(Edge other) {
    return new Tilt(theta, epsilon, other.loss < low.loss ? other : low, high);
  }

  private record Scan(
      DoubleUnaryOperator logMoment,
      double[] orders,
      double[] moments,
      double count,
      double lowest,
      double highest) {
    static Scan of(List<Part> parts) {
      double count = 0;
      double variance = 0;
      double lowest = 0;
      double highest = 0;
      for (Part part : parts) {
        count += part.times;
        variance += part.times * part.sketch.variance();
        lowest += part.times * part.sketch.lowest();
        highest += part.times * part.sketch.highest();
      }
      double typical = 1 / Math.max(Math.sqrt(variance), LEAST_SPREAD * highest);
      double[] orders = new double[2 * REACH + 1];
      for (int k = 0; k < orders.length; k++) {
        orders[k] = typical * Math.pow(RATIO, k - REACH);
      }
      DoubleUnaryOperator logMoment =
          theta -> {
            double sum = 0;
            for (Part part : parts) {
              sum += part.times * part.sketch.logMoment(theta);
            }
            return sum;
          };
      double[] moments = Arrays.stream(orders).map(logMoment).toArray();
      return new Scan(logMoment, orders, moments, count, lowest, highest);
    }

    double moment(double theta) {
      return logMoment.applyAsDouble(theta);
    }

    /**
     * The least θ at which the FFT's error, relative to e^(κ(θ) − θε), is small beside δ: a larger
     * one would drag the law's rare, large losses into the window.
     */
    Tilt tilt(double epsilon, Aim aim) {
      double enough = Math.log(aim.delta * aim.loss / (ROUNDING * (1 + count)));
      double best = Double.POSITIVE_INFINITY;
      for (int k = 0; k < orders.length; k++) {
        best = Math.min(best, rounding(k, epsilon));
      }
      int least = 0;
      while (least + 1 < orders.length
          && moments[least] - orders[least] * epsilon > enough
          && rounding(least, epsilon) > best + 0.5) {
        least++;
      }
      Tilt tilt = window(orders[least], epsilon, aim);
      // Bounded losses have their best tilt at infinity; e^(−θ·span) must not underflow.
      while (least > 0 && tilt.theta * (tilt.high.loss - tilt.low.loss) > MOST) {
        least--;
        tilt = window(orders[least], epsilon, aim);
      }
      return tilt;
    }

    /** The log of what rounding does to δ at ε, up to a constant: sums of 1/θ terms add up. */
    private double rounding(int k, double epsilon) {
      double theta = orders[k];
      return moments[k] - theta * epsilon - Math.log(Math.min(theta, STEEP / epsilon)) / 2;
    }

    private Tilt window(double theta, double epsilon, Aim aim) {
      double moment = moment(theta);
      double tight = Math.min(0, Math.log(aim.delta) - moment + theta * epsilon);
      double share = Math.exp(tight) * aim.loss;
      double log = Math.log(share);
      Edge high = new Edge(highest, 0, log);
      for (double order : orders) {
        double above = (moment(theta + order) - moment - log) / order;
        high = above < high.loss ? new Edge(above, order, log) : high;
      }
      return new Tilt(theta, epsilon, lowEnd(theta, share * BELOW), high);
    }

    /** The law tilted by θ has at most this mass below. */
    Edge lowEnd(double theta, double mass) {
      double log = Math.log(mass);
      Edge low = new Edge(lowest, 0, log);
      double moment = moment(theta);
      for (double order : orders) {
        double below = (moment - moment(theta - order) + log) / order;
        low = below > low.loss ? new Edge(below, order, log) : low;
      }
      return low;
    }
  }
}
