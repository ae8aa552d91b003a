package org.medveil.audits.statistics;

/**
 * The binomial distribution through the regularised incomplete beta function I_x(a, b), by Lentz's
 * continued fraction; about 1e-13 absolute.
 */
public final class Binomial {
  private static final double TINY = 1e-300;
  private static final int DEPTH = 100_000;

  private Binomial() {}

  /**
   * P(B ≥ k) for B ~ Bin(n, p).
   *
   * @param k any; at or below 0 gives 1, above n gives 0
   * @param n at least 0
   * @param p in [0, 1]
   */
  public static double upperTail(long k, long n, double p) {
    checkProbability(p);
    if (k <= 0) {
      return 1;
    }
    return k > n ? 0 : incompleteBeta(p, k, n - k + 1.0);
  }

  /** P(B ≤ k) for B ~ Bin(n, p); as above. */
  public static double lowerTail(long k, long n, double p) {
    checkProbability(p);
    if (k < 0) {
      return 0;
    }
    return k >= n ? 1 : incompleteBeta(1 - p, n - k, k + 1.0);
  }

  /**
   * I_x(a, b).
   *
   * @param x in [0, 1]
   * @param a above 0
   * @param b above 0
   */
  static double incompleteBeta(double x, double a, double b) {
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : 1;
    }
    if (x > (a + 1) / (a + b + 2)) {
      return 1 - incompleteBeta(1 - x, b, a);
    }
    double front =
        Math.exp(
            a * Math.log(x)
                + b * Math.log1p(-x)
                + logGamma(a + b)
                - logGamma(a)
                - logGamma(b)
                - Math.log(a));
    return front * continuedFraction(x, a, b);
  }

  private static double continuedFraction(double x, double a, double b) {
    double c = 1;
    double d = 1 / away(1 - (a + b) * x / (a + 1));
    double value = d;
    for (int m = 1; m <= DEPTH; m++) {
      double even = m * (b - m) * x / ((a + 2.0 * m - 1) * (a + 2.0 * m));
      d = 1 / away(1 + even * d);
      c = away(1 + even / c);
      value *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1));
      d = 1 / away(1 + odd * d);
      c = away(1 + odd / c);
      double change = d * c;
      value *= change;
      if (Math.abs(change - 1) < 1e-16) {
        break;
      }
    }
    return value;
  }

  private static double away(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }

  /** ln Γ(x) for x above 0: Stirling's series after shifting x above 15. */
  static double logGamma(double x) {
    double shift = 0;
    double at = x;
    while (at < 15) {
      shift -= Math.log(at);
      at++;
    }
    double inverse = 1 / at;
    double square = inverse * inverse;
    double series =
        inverse
            * (1.0 / 12
                - square
                    * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))));
    return shift + (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series;
  }

  private static void checkProbability(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("a probability outside [0, 1]");
    }
  }
}
