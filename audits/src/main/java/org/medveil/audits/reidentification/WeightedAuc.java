package org.medveil.audits.reidentification;

import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The area under the ROC curve of some rows with weights; sorted once, for many replicates. */
final class WeightedAuc {
  private final float[] scores;
  private final boolean[] positive;
  private final int[] ascending;

  WeightedAuc(float[] scores, boolean[] positive) {
    this.scores = scores.clone();
    this.positive = positive.clone();
    this.ascending =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /** NaN without a positive or without a negative row. */
  double of(int[] weights, IntPredicate counted) {
    double negatives = 0;
    double positives = 0;
    double won = 0;
    for (int i = 0; i < ascending.length; ) {
      double tiedNegatives = 0;
      double tiedPositives = 0;
      float score = scores[ascending[i]];
      for (; i < ascending.length && scores[ascending[i]] == score; i++) {
        int row = ascending[i];
        if (counted.test(row)) {
          tiedPositives += positive[row] ? weights[row] : 0;
          tiedNegatives += positive[row] ? 0 : weights[row];
        }
      }
      won += tiedPositives * (negatives + tiedNegatives / 2);
      negatives += tiedNegatives;
      positives += tiedPositives;
    }
    return won / (negatives * positives);
  }
}
