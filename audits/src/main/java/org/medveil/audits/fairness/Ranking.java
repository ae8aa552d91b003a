package org.medveil.audits.fairness;

import java.util.Comparator;
import java.util.stream.IntStream;

/** AUROC of some rows under changing weights: sorted once, summed often. */
final class Ranking {
  private final double[] scores;
  private final boolean[] events;
  private final int[] ascending;

  /**
   * @param scores of all rows
   * @param events of all rows
   * @param members indices of the rows that count
   */
  Ranking(double[] scores, boolean[] events, int[] members) {
    this.scores = scores;
    this.events = events;
    this.ascending =
        IntStream.of(members)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /** Ties count half; NaN without both labels. */
  double auroc(int[] weights) {
    double below = 0;
    double positives = 0;
    double won = 0;
    for (int i = 0; i < ascending.length; ) {
      double score = scores[ascending[i]];
      double tiedWith = 0;
      double tiedWithout = 0;
      for (; i < ascending.length && scores[ascending[i]] == score; i++) {
        if (events[ascending[i]]) {
          tiedWith += weights[ascending[i]];
        } else {
          tiedWithout += weights[ascending[i]];
        }
      }
      won += tiedWith * (below + tiedWithout / 2);
      below += tiedWithout;
      positives += tiedWith;
    }
    return won / (below * positives);
  }

  /** The members' indices by ascending score. */
  int[] ascending() {
    return ascending;
  }
}
