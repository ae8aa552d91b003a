package org.medveil.audits.fairness;

import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.medveil.dp.evaluation.Interval;

/**
 * Noisy numbers of patients by score, with and without the event, of one group; and what follows
 * from them without a further look at anyone (post-processing).
 *
 * @param without of patients without the event in each bin, ascending scores
 * @param with of patients with it, as long
 * @param sigma standard deviation of the noise of each number
 */
public record NoisyHistogram(double[] without, double[] with, double sigma) {
  private static final int DRAWS = 2000;
  private static final double UNDEFINED = 0.1;

  public NoisyHistogram {
    without = without.clone();
    with = with.clone();
    if (without.length != with.length || without.length < 2 || !(sigma >= 0)) {
      throw new IllegalArgumentException("two histograms over the same bins, and their noise");
    }
  }

  /** Noisy number of patients without the event; may be negative. */
  public double patientsWithout() {
    return Arrays.stream(without).sum();
  }

  /** Noisy number of patients with it; may be negative. */
  public double patientsWith() {
    return Arrays.stream(with).sum();
  }

  /**
   * AUROC of the histogram, negative numbers taken as 0, patients of one bin tied; NaN if a side is
   * empty. Twenty bins lose at most what is tied within them.
   */
  public double auroc() {
    return auroc(without, with);
  }

  /**
   * Where the AUROC of another cohort of this kind, noised alike, would lie: the patients drawn
   * again (Poisson, by the normal law) and the noise drawn again, 1.96 standard deviations of 2000
   * draws, around the value. The simulated noise hides nobody; the privacy is in the numbers
   * already.
   *
   * @param seed same seed, same interval
   * @return empty of meaning (0 to 1) where more than a tenth of the draws has an empty side
   */
  public Interval interval(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double middle = auroc();
    double[] drawn = new double[DRAWS];
    int defined = 0;
    for (int i = 0; i < DRAWS; i++) {
      double value = auroc(again(without, random), again(with, random));
      if (!Double.isNaN(value)) {
        drawn[defined++] = value - middle;
      }
    }
    if (Double.isNaN(middle) || defined < (1 - UNDEFINED) * DRAWS) {
      return new Interval(0, 1);
    }

    // Symmetric about the value: clamping at 0 pulls every draw towards one half.
    double half = 0;
    for (double off : Arrays.copyOf(drawn, defined)) {
      half += off * off;
    }
    half = 1.96 * Math.sqrt(half / defined);
    return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
  }

  private double[] again(double[] counts, SplittableRandom random) {
    double[] other = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      double there = Math.max(0, counts[i]);
      double spread = Math.sqrt(there + sigma * sigma);
      other[i] = there + spread * normal(random);
    }
    return other;
  }

  /** Box and Muller (1958): simulated, and no part of any promise. */
  private static double normal(SplittableRandom random) {
    double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    return radius * Math.cos(2 * Math.PI * random.nextDouble());
  }

  private static double auroc(double[] without, double[] with) {
    double below = 0;
    double won = 0;
    double positives = 0;
    for (int i = 0; i < with.length; i++) {
      double negative = Math.max(0, without[i]);
      double positive = Math.max(0, with[i]);
      won += positive * (below + negative / 2);
      below += negative;
      positives += positive;
    }
    return won / (below * positives);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoisyHistogram h
        && Arrays.equals(without, h.without)
        && Arrays.equals(with, h.with)
        && sigma == h.sigma;
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(without), Arrays.hashCode(with), sigma);
  }
}
