package org.medveil.opendp;

/**
 * The exact distribution, by its definition: P(x) proportional to exp(-x²/(2 sigma²)) over the
 * integers (Canonne, Kamath, Steinke 2020, definition 1). Cut at 12 sigma, where less than 1e-30 is
 * left.
 */
final class DiscreteGaussianPmf {
  private final double[] fromZero;

  DiscreteGaussianPmf(double sigma) {
    fromZero = new double[(int) Math.ceil(12 * sigma) + 1];
    double total = 0;
    for (int x = fromZero.length - 1; x >= 0; x--) {
      fromZero[x] = Math.exp(-(double) x * x / (2 * sigma * sigma));
      total += x == 0 ? fromZero[x] : 2 * fromZero[x];
    }
    for (int x = 0; x < fromZero.length; x++) {
      fromZero[x] /= total;
    }
  }

  /** P(X = x), for x from 0 on; symmetric. */
  double at(int x) {
    return fromZero[x];
  }

  /** P(X >= x), for x from 1 on. */
  double tail(int x) {
    double tail = 0;
    for (int i = fromZero.length - 1; i >= x; i--) {
      tail += fromZero[i];
    }
    return tail;
  }

  /** E X^power, for an even power. */
  double moment(int power) {
    double moment = 0;
    for (int x = fromZero.length - 1; x > 0; x--) {
      moment += 2 * fromZero[x] * Math.pow(x, power);
    }
    return moment;
  }
}
