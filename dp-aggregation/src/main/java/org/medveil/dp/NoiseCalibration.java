package org.medveil.dp;

import java.util.List;
import org.medveil.contracts.Refusal;

/** Finds the least noise that keeps a run within a budget. */
public final class NoiseCalibration {
  private static final double LEAST = 0.01;
  private static final double MOST = 1e5;
  private static final double TOLERANCE = 1e-4;

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
    SamplingPlan plan = new SamplingPlan(samplingRate, steps);
    double enough = 1;
    while (spends(plan, enough, accountant, target.delta()) > target.epsilon()) {
      enough *= 2;
      if (enough > MOST) {
        throw Refusal.usage(
            "No noise multiplier up to " + MOST + " keeps this run within its epsilon.",
            "Take fewer steps, a lower sampling rate or a larger epsilon or delta.");
      }
    }
    double tooLittle = enough;
    while (spends(plan, tooLittle, accountant, target.delta()) <= target.epsilon()) {
      enough = tooLittle;
      tooLittle /= 2;
      if (tooLittle < LEAST) {
        return enough;
      }
    }
    while (enough > tooLittle * (1 + TOLERANCE)) {
      double middle = Math.sqrt(enough * tooLittle);
      if (spends(plan, middle, accountant, target.delta()) <= target.epsilon()) {
        enough = middle;
      } else {
        tooLittle = middle;
      }
    }
    return enough;
  }

  private static double spends(
      SamplingPlan plan, double noiseMultiplier, Accountant accountant, double delta) {
    return accountant.epsilon(List.of(plan.mechanism(noiseMultiplier)), delta);
  }
}
