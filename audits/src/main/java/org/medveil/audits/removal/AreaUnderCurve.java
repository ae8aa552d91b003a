package org.medveil.audits.removal;

import java.util.Comparator;
import java.util.stream.IntStream;

/** AUROC with weights of rows, for a bootstrap; ties count one half. Scores are sorted once. */
final class AreaUnderCurve {
  private final double[] scores;
  private final boolean[] positive;
  private final int[] byScore;

  AreaUnderCurve(double[] scores, boolean[] positive) {
    this.scores = scores.clone();
    this.positive = positive.clone();
    this.byScore =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /** Of the rows as often as their weights say; NaN unless both kinds occur. */
  double of(int[] weights) {
    double negatives = 0;
    double positives = 0;
    double won = 0;
    for (int i = 0; i < byScore.length; ) {
      double tiedNegatives = 0;
      double tiedPositives = 0;
      double score = scores[byScore[i]];
      for (; i < byScore.length && scores[byScore[i]] == score; i++) {
        int row = byScore[i];
        tiedPositives += positive[row] ? weights[row] : 0;
        tiedNegatives += positive[row] ? 0 : weights[row];
      }
      won += tiedPositives * (negatives + tiedNegatives / 2);
      negatives += tiedNegatives;
      positives += tiedPositives;
    }
    return won / (negatives * positives);
  }
}
