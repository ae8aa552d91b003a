package org.medveil.audits.reidentification;

import java.io.Serializable;
import java.util.Arrays;

/** What a block of probes met among other patients; tallies of parts of the gallery add up. */
public final class Tally implements Serializable {
  private static final long serialVersionUID = 1;

  private final int nearest;
  private final int[] above;
  private final int[] tied;
  private final int[] aboveAlike;
  private final int[] tiedAlike;
  private final float[] topScores;
  private final int[] topPlaces;
  private final float[][] sample;

  Tally(int probes, int nearest) {
    this.nearest = nearest;
    this.above = new int[probes];
    this.tied = new int[probes];
    this.aboveAlike = new int[probes];
    this.tiedAlike = new int[probes];
    this.topScores = new float[probes * nearest];
    this.topPlaces = new int[probes * nearest];
    this.sample = new float[probes][0];
    Arrays.fill(topScores, Float.NEGATIVE_INFINITY);
    Arrays.fill(topPlaces, -1);
  }

  /** Adds what the same probes met elsewhere in the gallery. */
  public Tally plus(Tally other) {
    Tally sum = new Tally(above.length, nearest);
    for (int probe = 0; probe < above.length; probe++) {
      sum.above[probe] = above[probe] + other.above[probe];
      sum.tied[probe] = tied[probe] + other.tied[probe];
      sum.aboveAlike[probe] = aboveAlike[probe] + other.aboveAlike[probe];
      sum.tiedAlike[probe] = tiedAlike[probe] + other.tiedAlike[probe];
      sum.sample[probe] =
          Arrays.copyOf(sample[probe], sample[probe].length + other.sample[probe].length);
      System.arraycopy(
          other.sample[probe],
          0,
          sum.sample[probe],
          sample[probe].length,
          other.sample[probe].length);
      for (int k = 0; k < nearest; k++) {
        sum.offer(probe, topScores[probe * nearest + k], topPlaces[probe * nearest + k]);
        sum.offer(
            probe, other.topScores[probe * nearest + k], other.topPlaces[probe * nearest + k]);
      }
    }
    return sum;
  }

  void countAbove(int probe, boolean alike) {
    above[probe]++;
    aboveAlike[probe] += alike ? 1 : 0;
  }

  void countTied(int probe, boolean alike) {
    tied[probe]++;
    tiedAlike[probe] += alike ? 1 : 0;
  }

  /** The lowest score of the list of neighbours; −∞ until it is full. */
  float lowest(int probe) {
    return topScores[(probe + 1) * nearest - 1];
  }

  /** Equal scores: the earlier place wins, whatever the order of offers. */
  void offer(int probe, float score, int place) {
    int start = probe * nearest;
    int at = start + nearest - 1;
    if (place < 0 || !better(score, place, at)) {
      return;
    }
    while (at > start && better(score, place, at - 1)) {
      topScores[at] = topScores[at - 1];
      topPlaces[at] = topPlaces[at - 1];
      at--;
    }
    topScores[at] = score;
    topPlaces[at] = place;
  }

  private boolean better(float score, int place, int at) {
    return topPlaces[at] < 0
        || score > topScores[at]
        || (score == topScores[at] && place < topPlaces[at]);
  }

  void keep(int probe, float[] scores) {
    sample[probe] = scores;
  }

  /** Other patients' images above the best mate. */
  public int above(int probe) {
    return above[probe];
  }

  /** Other patients' images that score as the best mate does. */
  public int tied(int probe) {
    return tied[probe];
  }

  int aboveAlike(int probe) {
    return aboveAlike[probe];
  }

  int tiedAlike(int probe) {
    return tiedAlike[probe];
  }

  /** Score of the nearest image of another patient; −∞ if there is none. */
  public float nearestOther(int probe) {
    return topScores[probe * nearest];
  }

  /** Score of the k-th nearest image of another patient, k from 0. */
  public float score(int probe, int k) {
    return topScores[probe * nearest + k];
  }

  /** Its place in the gallery, or −1 where there are fewer. */
  public int place(int probe, int k) {
    return topPlaces[probe * nearest + k];
  }

  /** Length of the lists. */
  public int nearest() {
    return nearest;
  }

  /** Number of probes. */
  public int size() {
    return above.length;
  }

  /** Sampled scores of a probe with other patients; not copied. */
  float[] sample(int probe) {
    return sample[probe];
  }
}
