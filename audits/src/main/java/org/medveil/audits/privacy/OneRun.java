package org.medveil.audits.privacy;

import org.medveil.audits.statistics.Binomial;

/**
 * Auditing with one run (Steinke, Nasr, Jagielski 2023, Theorem 5.2): each canary was in with
 * chance one half, independently; the auditor guesses about some of them. Several runs with
 * canaries of their own count as one run with all canaries.
 *
 * <p>Its tail term uses (ε, δ) alone, so at large ε it sees little: even all guesses right bound ε
 * by about ln(guesses).
 *
 * @param canaries m, at least 1
 * @param guesses r, at most m; about the others the auditor said nothing
 * @param right v, how many of them were right
 */
public record OneRun(int canaries, int guesses, int right) {
  private static final double MOST_EPSILON = 100;

  /** Refuses counts that do not fit each other. */
  public OneRun {
    if (canaries < 1 || guesses < 0 || guesses > canaries || right < 0 || right > guesses) {
      throw new IllegalArgumentException("0 <= right <= guesses <= canaries, at least one canary");
    }
  }

  /**
   * How likely so many right guesses are, at most, if the trainer is (ε, δ)-DP: with B ~ Bin(r,
   * e^ε/(1+e^ε)), P(B ≥ v) + 2δm·max over i of P(v−i ≤ B &lt; v)/i.
   *
   * @param epsilon at least 0
   * @param delta in [0, 1)
   * @return in [0, 1]
   */
  public double pValue(double epsilon, double delta) {
    double chance = 1 / (1 + Math.exp(-epsilon));
    double enough = Binomial.upperTail(right, guesses, chance);
    return Math.min(1, enough + 2 * delta * canaries * (delta > 0 ? largestShare(chance) : 0));
  }

  /** The largest P(v−i ≤ B &lt; v)/i. */
  private double largestShare(double chance) {
    double choices = logChoices();
    double odds = Math.log(chance / (1 - chance));
    double log = choices + right * odds + guesses * Math.log1p(-chance);
    double sum = 0;
    double most = 0;
    for (int i = 1; i <= right; i++) {
      int at = right - i;
      log += Math.log((at + 1.0) / (guesses - at)) - odds;
      sum += Math.exp(log);
      most = Math.max(most, sum / i);
    }
    return most;
  }

  /** ln of r over v. */
  private double logChoices() {
    double log = 0;
    for (int i = 1; i <= right; i++) {
      log += Math.log((guesses - right + i) / (double) i);
    }
    return log;
  }

  /**
   * The largest ε that these guesses refute.
   *
   * @param delta in [0, 1)
   * @param level of confidence, e.g. 0.95
   * @return 0 if not even ε = 0 is refuted
   */
  public double epsilonLowerBound(double delta, double level) {
    double alpha = 1 - level;
    if (pValue(0, delta) > alpha) {
      return 0;
    }
    double refuted = 0;
    double open = 1;
    while (open < MOST_EPSILON && pValue(open, delta) <= alpha) {
      refuted = open;
      open *= 2;
    }
    for (int i = 0; i < 60; i++) {
      double middle = (refuted + open) / 2;
      if (pValue(middle, delta) <= alpha) {
        refuted = middle;
      } else {
        open = middle;
      }
    }
    return refuted;
  }
}
