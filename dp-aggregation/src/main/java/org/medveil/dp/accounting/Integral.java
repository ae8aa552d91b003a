package org.medveil.dp.accounting;

/**
 * Sums over stretches of y, relative to one level of loss: the masses of P and Q and the surplus ∫
 * (dP − e^level·dQ). The surplus is summed, not subtracted, so that it is accurate for thin cells.
 */
final class Integral {
  private static final double SHORT = 0.25;
  // Below this loss e^loss is kept, above it e^loss − 1: each is accurate there.
  private static final double DEEP = -0.5;

  private final SmoothPair pair;
  private final double panel;
  private boolean deep;
  private double level;
  private double p;
  private double q;
  private double surplus;

  Integral(SmoothPair pair) {
    this.pair = pair;
    this.panel = pair.panel();
  }

  /** Starts anew, with surplus over this loss. */
  void reset(double lossLevel) {
    deep = lossLevel < DEEP;
    level = deep ? Math.exp(lossLevel) : Math.expm1(lossLevel);
    p = 0;
    q = 0;
    surplus = 0;
  }

  void add(double from, double to) {
    double width = to - from;
    if (!(width > 0)) {
      return;
    }
    if (width <= SHORT * panel) {
      addPanel(Quadrature.SHORT, from, width);
      return;
    }
    int panels = (int) Math.ceil(width / panel);
    for (int i = 0; i < panels; i++) {
      addPanel(Quadrature.LONG, from + i * (width / panels), width / panels);
    }
  }

  private void addPanel(Quadrature rule, double from, double width) {
    double sumP = 0;
    double sumQ = 0;
    double sumSurplus = 0;
    for (int i = 0; i < rule.points(); i++) {
      double y = from + rule.node(i) * width;
      double density = pair.base(y) * rule.weight(i);
      double value = deep ? pair.ratio(y) : pair.excess(y);
      sumQ += density;
      sumP += density * (deep ? value : 1 + value);
      sumSurplus += density * (value - level);
    }
    p += sumP * width;
    q += sumQ * width;
    surplus += sumSurplus * width;
  }

  double p() {
    return p;
  }

  double q() {
    return q;
  }

  double surplus() {
    return surplus;
  }
}
