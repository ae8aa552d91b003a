package org.medveil.dp;

import java.util.Collections;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.IntPredicate;
import org.medveil.contracts.Refusal;

/**
 * Finds the least noise, the highest sampling rate or the most steps that keep a run within a
 * budget. Always on the safe side: what is returned was asked of the accountant.
 */
public final class NoiseCalibration {
  private static final double LEAST = 0.01;
  private static final double MOST = 1e5;
  private static final double TOLERANCE = 1e-4;
  private static final double LEAST_RATE = 1e-9;
  private static final int MOST_STEPS = 1 << 30;

  private NoiseCalibration() {}

  /**
   * The smallest noise multiplier, to 1e-4 relative, whose ε is at most the target's: never above
   * it.
   *
   * @param target what the run may spend
   * @param samplingRate in (0, 1]
   * @param steps at least 1
   * @return 0.01 … 1e5
   * @throws Refusal exit 2 if no noise in that range is enough
   */
  public static double noiseMultiplier(
      PrivacyBudget target, double samplingRate, int steps, Accountant accountant) {
    return noiseMultiplier(target, new SamplingPlan(samplingRate, steps), accountant);
  }

  /**
   * The smallest noise multiplier, to 1e-4 relative, whose ε is at most the target's, for any way
   * of taking part.
   *
   * @param target what the run may spend
   * @return 0.01 … 1e5
   * @throws Refusal exit 2 if no noise in that range is enough
   */
  public static double noiseMultiplier(
      PrivacyBudget target, Participation plan, Accountant accountant) {
    return noiseMultiplier(target, plan, 1, accountant);
  }

  /**
   * The smallest noise multiplier, to 1e-4 relative, with which several runs of a plan, each with
   * noise of its own, together have an ε of at most the target's.
   *
   * @param target what the runs may spend together
   * @param plan of every run
   * @param runs at least 1
   * @return 0.01 … 1e5
   * @throws Refusal exit 2 if no noise in that range is enough
   */
  public static double noiseMultiplier(
      PrivacyBudget target, Participation plan, int runs, Accountant accountant) {
    if (runs < 1) {
      throw new IllegalArgumentException("at least one run, got " + runs);
    }
    return Bisection.least(
            noise ->
                accountant.epsilon(Collections.nCopies(runs, plan.mechanism(noise)), target.delta())
                    <= target.epsilon(),
            LEAST,
            MOST,
            TOLERANCE)
        .orElseThrow(
            () ->
                Refusal.usage(
                    "No noise multiplier up to " + MOST + " keeps this run within its epsilon.",
                    "Take fewer steps, a lower sampling rate or a larger epsilon or delta."));
  }

  /**
   * The largest sampling rate, to 1e-4 relative, whose ε is at most the target's.
   *
   * @param target what the run may spend
   * @param noiseMultiplier finite, &gt; 0
   * @param steps at least 1
   * @return 1e-9 … 1
   * @throws Refusal exit 2 if no rate in that range is low enough
   */
  public static double samplingRate(
      PrivacyBudget target, double noiseMultiplier, int steps, Accountant accountant) {
    DoublePredicate affordable =
        rate ->
            spends(new SamplingPlan(rate, steps), noiseMultiplier, accountant, target.delta())
                <= target.epsilon();
    if (affordable.test(1)) {
      return 1;
    }
    double tooMuch = 1;
    double enough = 0.5;
    while (!affordable.test(enough)) {
      tooMuch = enough;
      enough /= 4;
      if (enough < LEAST_RATE) {
        throw Refusal.usage(
            "No sampling rate from " + LEAST_RATE + " up keeps this run within its epsilon.",
            "Take fewer steps, more noise or a larger epsilon or delta.");
      }
    }
    return Bisection.closest(enough, tooMuch, TOLERANCE, affordable);
  }

  /**
   * The largest number of steps whose ε is at most the target's.
   *
   * @param target what the run may spend
   * @param noiseMultiplier finite, &gt; 0
   * @param samplingRate in (0, 1]
   * @return 1 … 2^30, the latter also where more would do
   * @throws Refusal exit 2 if one step is too many
   */
  public static int steps(
      PrivacyBudget target, double noiseMultiplier, double samplingRate, Accountant accountant) {
    IntPredicate affordable =
        steps ->
            spends(
                    new SamplingPlan(samplingRate, steps),
                    noiseMultiplier,
                    accountant,
                    target.delta())
                <= target.epsilon();
    int enough = 0;
    int tooMany = 1;
    while (affordable.test(tooMany)) {
      enough = tooMany;
      if (enough == MOST_STEPS) {
        return enough;
      }
      tooMany = 2 * enough;
    }
    if (enough == 0) {
      throw Refusal.usage(
          "Not even one step with this noise and sampling rate keeps within the epsilon.",
          "Take more noise, a lower sampling rate or a larger epsilon or delta.");
    }
    while (tooMany - enough > 1) {
      int middle = enough + (tooMany - enough) / 2;
      if (affordable.test(middle)) {
        enough = middle;
      } else {
        tooMany = middle;
      }
    }
    return enough;
  }

  private static double spends(
      Participation plan, double noiseMultiplier, Accountant accountant, double delta) {
    return accountant.epsilon(List.of(plan.mechanism(noiseMultiplier)), delta);
  }
}
