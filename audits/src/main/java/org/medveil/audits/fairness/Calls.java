package org.medveil.audits.fairness;

/** Rates at the threshold, for some rows under changing weights. */
final class Calls {
  private final Scores scores;
  private final int[] members;

  Calls(Scores scores, int[] members) {
    this.scores = scores;
    this.members = members;
  }

  /** True and false positive rate; NaN without rows of that label. */
  double[] rates(int[] weights) {
    double called = 0;
    double with = 0;
    double falsely = 0;
    double without = 0;
    for (int i : members) {
      boolean call = scores.scores()[i] >= scores.threshold();
      if (scores.events()[i]) {
        with += weights[i];
        called += call ? weights[i] : 0;
      } else {
        without += weights[i];
        falsely += call ? weights[i] : 0;
      }
    }
    return new double[] {called / with, falsely / without};
  }

  double prevalence(int[] weights) {
    double with = 0;
    double all = 0;
    for (int i : members) {
      with += scores.events()[i] ? weights[i] : 0;
      all += weights[i];
    }
    return with / all;
  }
}
