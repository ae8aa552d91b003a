package org.medveil.dp.accounting;

import java.util.ArrayList;
import java.util.List;

/**
 * A pair with densities on a line along which the loss rises. The line is named y; losses are kept
 * as e^loss − 1, which stays accurate for tiny ones.
 */
public abstract sealed class SmoothPair implements LossPair
    permits PoissonGaussian, ReplacedGaussian, BoundedRange {
  // Below this excess its rounding is felt in e^loss.
  private static final double DEEP = -0.5;

  SmoothPair() {}

  /** Density of Q at y. */
  abstract double base(double y);

  /** e^loss − 1 at y: (P − Q) / Q. */
  abstract double excess(double y);

  /** e^loss at y: P / Q; accurate where {@link #excess} is close to −1. */
  abstract double ratio(double y);

  /** The y at which the loss is reached; an infinity where it never is. */
  abstract double at(double loss);

  /** Integrands are smooth over stretches of this length. */
  abstract double panel();

  /** A stretch that leaves P and Q at most the mass {@code tail} at each end. */
  abstract Stretch stretch(double tail);

  /**
   * @param from lowest y
   * @param to highest y
   * @param outside the most that P or Q has below {@code from} or above {@code to}
   */
  record Stretch(double from, double to, double outside) {}

  final double loss(double y) {
    double excess = excess(y);
    return excess < DEEP ? Math.log(ratio(y)) : Math.log1p(excess);
  }

  @Override
  public final Sketch sketch(double tail) {
    Stretch stretch = stretch(tail);
    int panels = (int) Math.ceil((stretch.to - stretch.from) / (2 * panel()));
    double width = (stretch.to - stretch.from) / panels;
    List<double[]> points = new ArrayList<>();
    Quadrature rule = Quadrature.SHORT;
    for (int p = 0; p < panels; p++) {
      for (int i = 0; i < rule.points(); i++) {
        double y = stretch.from + (p + rule.node(i)) * width;
        double mass = base(y) * ratio(y) * rule.weight(i) * width;
        points.add(new double[] {loss(y), mass});
      }
    }
    return new Sketch(
        points.stream().mapToDouble(point -> point[0]).toArray(),
        points.stream().mapToDouble(point -> point[1]).toArray());
  }

  @Override
  public final TwoWays pessimistic(double step, double tail) {
    return new ConnectedDots(this, step).laws(stretch(tail));
  }

  @Override
  public final TwoWays optimistic(double step, double tail) {
    return new MergedOutcomes(this, step).laws(stretch(tail));
  }
}
