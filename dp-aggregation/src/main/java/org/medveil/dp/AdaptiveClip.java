package org.medveil.dp;

import java.io.Serializable;
import java.util.Arrays;
import org.medveil.contracts.Refusal;

/**
 * A clipping norm C_t that follows a quantile of the patients' norms, at no price of its own (after
 * Andrew, Thakkar, McMahan, Ramaswamy 2021). A patient with gradient v contributes one vector of
 * d+1 entries,
 *
 * <p>(√(1−β²)·v / max(‖v‖, C_t), β·s), s = (1−τ)/m if ‖v‖ ≤ C_t and −τ/m if not,
 *
 * <p>τ the wanted quantile, m = max(τ, 1−τ). Its norm is at most 1 whatever C_t is, so a run is the
 * one mechanism of its plan with d+1 entries and clipping norm 1: nothing is released beside it. s
 * has mean zero where the share below C_t is τ, however many patients there are. Proof: {@code
 * docs/privacy/grid-gaussian.md}, section 7.
 *
 * @param rule public constants
 * @param clippingNorm C_t, within the rule's bounds; a function of noisy sums only
 */
public record AdaptiveClip(ClipRule rule, double clippingNorm) implements Serializable {
  /** Refuses (exit 2) a clipping norm outside the rule's bounds. */
  public AdaptiveClip {
    if (!(clippingNorm >= rule.least() && clippingNorm <= rule.most())) {
      throw Refusal.usage(
          "The clipping norm must start within its bounds, got " + clippingNorm,
          "Choose bounds that hold every clipping norm you would accept.");
    }
  }

  /**
   * The grid of the run, the same in all its steps.
   *
   * @param noiseMultiplier that of the plan's mechanism
   * @param parameters d, length of a gradient; the grid has one entry more
   */
  public static GridGaussian grid(Participation plan, double noiseMultiplier, int parameters) {
    return plan.grid(1, noiseMultiplier, Math.addExact(parameters, 1));
  }

  /**
   * What a patient's gradient is multiplied with in the contribution; 0 for a norm that is not
   * finite, with which the patient counts for nothing.
   *
   * @param norm L2 norm of the gradient
   */
  public double gradientFactor(double norm) {
    return Double.isFinite(norm) ? gradientShare() / Math.max(norm, clippingNorm) : 0;
  }

  /**
   * The last entry of a patient's contribution, between −β and β; 0 for a norm that is not finite.
   *
   * @param norm L2 norm of the gradient
   */
  public double signal(double norm) {
    if (!Double.isFinite(norm)) {
      return 0;
    }
    double off = (norm <= clippingNorm ? 1 : 0) - rule.quantile();
    return rule.signal() * off / largestOff();
  }

  /**
   * A patient's whole contribution, for {@link GridGaussian#addClipped(double[], long[])}.
   *
   * @param gradient d entries
   * @return d+1 entries of L2 norm at most 1; zeros if an entry is not finite
   */
  public double[] contribution(float[] gradient) {
    double squares = 0;
    for (float entry : gradient) {
      squares += (double) entry * entry;
    }
    double norm = Math.sqrt(squares);
    double factor = gradientFactor(norm);
    double[] contribution = new double[gradient.length + 1];
    if (factor > 0) {
      for (int i = 0; i < gradient.length; i++) {
        contribution[i] = gradient[i] * factor;
      }
      contribution[gradient.length] = signal(norm);
    }
    return contribution;
  }

  /**
   * The noisy sum of gradients clipped to C_t.
   *
   * @param noisySum d+1 entries of a step made with this clipping norm
   * @return d entries in units of the gradients; divide by the expected batch
   */
  public float[] gradientSum(float[] noisySum) {
    double unit = clippingNorm / gradientShare();
    float[] sum = Arrays.copyOf(noisySum, noisySum.length - 1);
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (float) (sum[i] * unit);
    }
    return sum;
  }

  /**
   * The clipping norm of the next step: C_t·e^(−η·x), kept within its bounds, x the estimated share
   * of patients at or below C_t less τ. Unchanged if the estimate is not finite.
   *
   * @param noisySum d+1 entries of a step made with this clipping norm
   */
  public AdaptiveClip next(float[] noisySum) {
    double off = excess(noisySum);
    if (!Double.isFinite(off)) {
      return this;
    }
    double moved = clippingNorm * StrictMath.exp(-rule.rate() * Math.max(-1, Math.min(1, off)));
    return new AdaptiveClip(rule, Math.max(rule.least(), Math.min(rule.most(), moved)));
  }

  /** The estimate, divided by the public expected batch and never by the patients there were. */
  private double excess(float[] noisySum) {
    return noisySum[noisySum.length - 1] * largestOff() / rule.signal() / rule.expectedBatch();
  }

  private double largestOff() {
    return Math.max(rule.quantile(), 1 - rule.quantile());
  }

  private double gradientShare() {
    return Math.sqrt(1 - rule.signal() * rule.signal());
  }
}
