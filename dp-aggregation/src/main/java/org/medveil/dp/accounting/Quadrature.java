package org.medveil.dp.accounting;

/** Gauss–Legendre rules on [0, 1], nodes from Newton's method on the Legendre polynomial. */
final class Quadrature {
  /** For stretches over which the integrand hardly bends. */
  static final Quadrature SHORT = new Quadrature(4);

  /** For whole panels. */
  static final Quadrature LONG = new Quadrature(8);

  private final double[] nodes;
  private final double[] weights;

  private Quadrature(int points) {
    nodes = new double[points];
    weights = new double[points];
    for (int i = 0; i < points; i++) {
      double x = Math.cos(Math.PI * (i + 0.75) / (points + 0.5));
      double slope = 1;
      for (int round = 0; round < 50; round++) {
        double before = 1;
        double value = x;
        for (int k = 2; k <= points; k++) {
          double next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
          before = value;
          value = next;
        }
        slope = points * (before - x * value) / (1 - x * x);
        x -= value / slope;
      }
      nodes[i] = (1 - x) / 2;
      weights[i] = 1 / ((1 - x * x) * slope * slope);
    }
  }

  int points() {
    return nodes.length;
  }

  double node(int i) {
    return nodes[i];
  }

  double weight(int i) {
    return weights[i];
  }
}
