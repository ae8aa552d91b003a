package org.medveil.dp.evaluation;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * AUROC with weights of examples, ties counting one half (Mann–Whitney with mid-ranks). Scores are
 * sorted once, for many replicates of a bootstrap.
 */
public final class WeightedAuroc {
  private final double[] scores;
  private final boolean[] positive;
  private final int[] byScore;

  /**
   * @param scores numbers, higher = more likely positive; not NaN
   * @param positive same length
   */
  public WeightedAuroc(double[] scores, boolean[] positive) {
    if (scores.length != positive.length) {
      throw new IllegalArgumentException("one answer per score");
    }
    this.scores = scores.clone();
    this.positive = positive.clone();
    this.byScore =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /**
   * Of the examples as often as their weights say; NaN unless both kinds occur.
   *
   * @param weights of the examples, not negative
   */
  public double of(int[] weights) {
    double negatives = 0;
    double positives = 0;
    double won = 0;
    for (int i = 0; i < byScore.length; ) {
      double tiedNegatives = 0;
      double tiedPositives = 0;
      double score = scores[byScore[i]];
      for (; i < byScore.length && scores[byScore[i]] == score; i++) {
        int example = byScore[i];
        if (positive[example]) {
          tiedPositives += weights[example];
        } else {
          tiedNegatives += weights[example];
        }
      }
      won += tiedPositives * (negatives + tiedNegatives / 2);
      negatives += tiedNegatives;
      positives += tiedPositives;
    }
    return won / (negatives * positives);
  }
}
