package org.medveil.audits.reidentification;

import java.io.Serializable;

/**
 * A probe and its own patient's images in the gallery.
 *
 * @param scores of the images that count as found, in the gallery's order
 * @param places their places in the gallery
 * @param own all images of the patient in the gallery, allowed or not
 * @param ownAlike of these, the ones of the probe's group (sex, age band, ethnicity)
 */
public record MateScores(float[] scores, int[] places, int own, int ownAlike)
    implements Serializable {
  /** Whether any image counts as found. */
  public boolean mated() {
    return scores.length > 0;
  }

  /** The highest score; −∞ without a mate. */
  public float best() {
    float best = Float.NEGATIVE_INFINITY;
    for (float score : scores) {
      best = Math.max(best, score);
    }
    return best;
  }

  /** How many mates have the highest score. */
  int tied() {
    float best = best();
    int tied = 0;
    for (float score : scores) {
      tied += score == best ? 1 : 0;
    }
    return tied;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MateScores that
        && own == that.own
        && java.util.Arrays.equals(scores, that.scores)
        && java.util.Arrays.equals(places, that.places);
  }

  @Override
  public int hashCode() {
    return java.util.Arrays.hashCode(scores);
  }

  @Override
  public String toString() {
    return "MateScores[" + scores.length + " of " + own + "]";
  }
}
