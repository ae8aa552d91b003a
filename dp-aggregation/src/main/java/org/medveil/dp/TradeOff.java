package org.medveil.dp;

import java.util.ArrayList;
import java.util.List;
import org.medveil.contracts.Refusal;

/**
 * What a guarantee means for an attacker who guesses whether a unit took part: at a false positive
 * rate, the highest true positive rate that any attack can have (Kairouz, Oh, Viswanath 2015,
 * Theorem 2.1; Dong, Roth, Su 2022, Proposition 6). Every pair (ε, δ) of a guarantee bounds it by
 * min(e^ε·FPR + δ, 1 − e^−ε·(1 − δ − FPR)); a profile takes the best pair.
 */
public final class TradeOff {
  private static final int GRID = 200;
  private static final int ROUNDS = 60;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private final Guarantee guarantee;
  private final double mostEpsilon;

  private interface Guarantee {
    double delta(double epsilon);
  }

  /**
   * @param falsePositiveRate α
   * @param falseNegativeRate the least β that any attack can have with this α
   */
  public record Point(double falsePositiveRate, double falseNegativeRate) {}

  private TradeOff(Guarantee guarantee, double mostEpsilon) {
    this.guarantee = guarantee;
    this.mostEpsilon = mostEpsilon;
  }

  /** From a whole profile. */
  public static TradeOff of(PrivacyProfile profile) {
    double most = profile.epsilon(1e-12);
    return new TradeOff(profile::delta, most <= Double.MAX_VALUE ? most : 1000);
  }

  /** The highest true positive rate if one pair (ε, δ) is all that is known. */
  public static double largestTruePositiveRate(PrivacyBudget known, double falsePositiveRate) {
    requireRate(falsePositiveRate);
    return bound(known.epsilon(), known.delta(), falsePositiveRate);
  }

  /** The highest true positive rate of any attack; an upper bound. */
  public double largestTruePositiveRate(double falsePositiveRate) {
    requireRate(falsePositiveRate);
    double best = at(0, falsePositiveRate);
    double bestEpsilon = 0;
    for (int i = 1; i <= GRID; i++) {
      double epsilon = mostEpsilon * i / GRID;
      double bound = at(epsilon, falsePositiveRate);
      if (bound < best) {
        best = bound;
        bestEpsilon = epsilon;
      }
    }
    double low = Math.max(0, bestEpsilon - mostEpsilon / GRID);
    double high = bestEpsilon + mostEpsilon / GRID;
    for (int round = 0; round < ROUNDS; round++) {
      double one = high - GOLDEN * (high - low);
      double other = low + GOLDEN * (high - low);
      double atOne = at(one, falsePositiveRate);
      double atOther = at(other, falsePositiveRate);
      best = Math.min(best, Math.min(atOne, atOther));
      if (atOne < atOther) {
        high = other;
      } else {
        low = one;
      }
    }
    return best;
  }

  /** The largest true minus false positive rate of any attack: δ(0). */
  public double membershipAdvantage() {
    return guarantee.delta(0);
  }

  /**
   * The curve for a plot, at false positive rates 0, 1/n … 1.
   *
   * @param intervals n, at least 1
   */
  public List<Point> curve(int intervals) {
    if (intervals < 1) {
      throw Refusal.usage("A curve needs at least one interval.", "Ask for 100.");
    }
    List<Point> points = new ArrayList<>();
    for (int i = 0; i <= intervals; i++) {
      double rate = (double) i / intervals;
      points.add(new Point(rate, 1 - largestTruePositiveRate(rate)));
    }
    return points;
  }

  private double at(double epsilon, double rate) {
    return bound(epsilon, guarantee.delta(epsilon), rate);
  }

  private static double bound(double epsilon, double delta, double rate) {
    double few = Math.exp(epsilon) * rate + delta;
    double many = 1 - Math.exp(-epsilon) * (1 - delta - rate);
    return Math.max(rate, Math.min(1, Math.min(few, many)));
  }

  static void requireRate(double rate) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("a rate outside [0, 1]: " + rate);
    }
  }
}
