package org.medveil.opendp;

import java.util.Objects;

/**
 * The indices of the best scores, without the scores: chosen one after the other, each out of those
 * that are left (peeling; Durfee, Rogers 2019). With a count of 1 the noisy maximum.
 *
 * @param selector how each is chosen
 * @param count how many, at least 1
 * @param scale in units of the scores, above 0 and at most 2^56; OpenDP's convention, in which a
 *     score that one patient moves by Δ either way costs 2Δ/scale
 */
public record TopK(Selector selector, int count, double scale) {
  /**
   * @throws NullPointerException without a selector
   * @throws IllegalArgumentException on a count or a scale out of range
   */
  public TopK {
    Objects.requireNonNull(selector, "selector");
    if (count < 1) {
      throw new IllegalArgumentException("at least one index must be asked for, not " + count);
    }
    Checks.scale("scale", scale);
  }

  /** The noisy maximum. */
  public static TopK max(Selector selector, double scale) {
    return new TopK(selector, 1, scale);
  }

  /**
   * Distinct indices, the first chosen first.
   *
   * @param scores at least as many as asked for, any whole numbers; larger is better
   * @throws NullPointerException on null
   * @throws IllegalArgumentException on fewer scores
   * @throws org.medveil.contracts.Refusal where the library cannot be loaded
   * @throws OpenDpException where OpenDP fails
   */
  public int[] release(long[] scores) {
    Checks.notEmpty("scores", scores);
    if (scores.length < count) {
      throw new IllegalArgumentException(
          "there are " + scores.length + " scores and " + count + " are asked for");
    }
    NativeLibrary.loaded();
    boolean exponential = selector == Selector.EXPONENTIAL;
    return Checks.answered(SelectionNatives.topK(scores, count, scale, exponential), count);
  }

  /**
   * OpenDP's privacy map where one patient moves each score by at most so much, up or down.
   *
   * @param most at least 0
   * @throws IllegalArgumentException on a negative one
   * @throws org.medveil.contracts.Refusal where the library cannot be loaded
   * @throws OpenDpException where OpenDP fails: a loss that is not finite
   */
  public PrivacyLoss loss(long most) {
    return loss(most, false);
  }

  /**
   * The same where one patient moves all scores in one direction, as counts are: half the range.
   */
  public PrivacyLoss lossIfMonotonic(long most) {
    return loss(most, true);
  }

  private PrivacyLoss loss(long most, boolean monotonic) {
    Checks.sensitivity(most);
    NativeLibrary.loaded();
    return PrivacyLoss.of(
        selector.divergence(),
        switch (selector) {
          case EXPONENTIAL -> SelectionNatives.rho(count, scale, most, monotonic);
          case PERMUTE_AND_FLIP -> SelectionNatives.epsilon(count, scale, most, monotonic);
        });
  }
}
