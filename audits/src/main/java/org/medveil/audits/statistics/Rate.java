package org.medveil.audits.statistics;

import org.medveil.dp.accounting.Normal;
import org.medveil.dp.evaluation.Interval;

/**
 * {@code hits} of {@code trials}, with intervals that hold when the trials are independent. Images
 * of one patient are not: use {@link PatientBootstrap} for them.
 *
 * @param hits 0 … trials
 * @param trials at least 1
 */
public record Rate(long hits, long trials) {
  private static final int HALVINGS = 200;

  /** Refuses what is no rate. */
  public Rate {
    if (hits < 0 || trials < 1 || hits > trials) {
      throw new IllegalArgumentException("hits lie between 0 and a positive number of trials");
    }
  }

  /** hits / trials. */
  public double value() {
    return (double) hits / trials;
  }

  /**
   * Wilson's score interval (Wilson 1927), without continuity correction.
   *
   * @param level two-sided, e.g. 0.95
   */
  public Interval wilson(double level) {
    double z = Normal.quantile(0.5 + checked(level) / 2);
    double n = trials;
    double centre = (hits + z * z / 2) / (n + z * z);
    double p = value();
    double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n);
    return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
  }

  /**
   * The exact interval (Clopper and Pearson 1934): never covers less than its level.
   *
   * @param level two-sided, e.g. 0.95: each end errs with at most 0.025
   */
  public Interval clopperPearson(double level) {
    double tail = (1 - checked(level)) / 2;
    return new Interval(lowerBound(tail), upperBound(tail));
  }

  /**
   * Exact one-sided lower bound: the rate lies below it with probability at most {@code tail}.
   *
   * @param tail in (0, 1/2], e.g. 0.025
   */
  public double lowerBound(double tail) {
    checkTail(tail);
    return hits == 0 ? 0 : solve(p -> Binomial.upperTail(hits, trials, p) < tail);
  }

  /** Exact one-sided upper bound; as {@link #lowerBound}. */
  public double upperBound(double tail) {
    checkTail(tail);
    return hits == trials ? 1 : solve(p -> Binomial.lowerTail(hits, trials, p) > tail);
  }

  /** The p where {@code below} turns from true to false. */
  private static double solve(java.util.function.DoublePredicate below) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < HALVINGS && low < high; i++) {
      double middle = (low + high) / 2;
      if (middle <= low || middle >= high) {
        break;
      }
      if (below.test(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private static double checked(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("a level lies between 0 and 1");
    }
    return level;
  }

  private static void checkTail(double tail) {
    if (!(tail > 0 && tail <= 0.5)) {
      throw new IllegalArgumentException("a tail lies in (0, 1/2]");
    }
  }
}
