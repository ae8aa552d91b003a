package org.medveil.dp.accounting;

/** The standard normal distribution, accurate to about 1e-13 relative in both tails. */
public final class Normal {
  private static final double SQRT_TWO_PI = Math.sqrt(2 * Math.PI);
  private static final double SERIES_UP_TO = 2.5;
  private static final int FRACTION_DEPTH = 120;

  private Normal() {}

  /** φ(x). */
  public static double density(double x) {
    return Math.exp(-x * x / 2) / SQRT_TWO_PI;
  }

  /** Φ(x) = P(X ≤ x). */
  public static double cumulative(double x) {
    return upperTail(-x);
  }

  /** P(X &gt; x). */
  public static double upperTail(double x) {
    if (x > 39) {
      return 0;
    }
    return x < -SERIES_UP_TO ? 1 - density(x) * mills(-x) : density(x) * mills(x);
  }

  /**
   * Mills' ratio P(X &gt; x) / φ(x); by the Taylor series of Φ near 0, by Laplace's continued
   * fraction above, by reflection below.
   */
  static double mills(double x) {
    if (x >= SERIES_UP_TO) {
      double fraction = x;
      for (int k = FRACTION_DEPTH; k >= 1; k--) {
        fraction = x + k / fraction;
      }
      return 1 / fraction;
    }
    if (x < -SERIES_UP_TO) {
      return 1 / density(x) - mills(-x);
    }
    double term = x;
    double sum = x;
    for (int k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
      term *= x * x / k;
      sum += term;
    }
    return 0.5 / density(x) - sum;
  }

  /**
   * The x with Φ(x) = p, by bisection.
   *
   * @param p in [0, 1]; 0 and 1 give the infinities
   */
  public static double quantile(double p) {
    return p > 0.5 ? upperQuantile(1 - p) : -upperQuantile(p);
  }

  /** The x ≥ 0 with P(X &gt; x) = tail, for a tail in [0, 1/2]; also for tails like 1e-200. */
  static double upperQuantile(double tail) {
    if (!(tail >= 0 && tail <= 0.5)) {
      throw new IllegalArgumentException("a tail outside [0, 1/2]: " + tail);
    }
    if (tail == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double low = 0;
    double high = 39;
    for (int i = 0; i < 70; i++) {
      double middle = (low + high) / 2;
      if (upperTail(middle) > tail) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
