package org.medveil.jobs.account;

import java.util.ArrayList;
import java.util.List;

/** The best that any membership attack can do, against guessing. */
final class AttackChart {
  private static final int DECADES = 4;
  private static final int POINTS = 40;

  private AttackChart() {}

  static SvgChart of(Assessment assessment) {
    List<double[]> best = new ArrayList<>();
    List<double[]> guess = new ArrayList<>();
    for (int i = 0; i <= POINTS; i++) {
      double rate = Math.pow(10, -DECADES * (1 - (double) i / POINTS));
      best.add(new double[] {rate, assessment.attack().largestTruePositiveRate(rate)});
      guess.add(new double[] {rate, rate});
    }
    return new SvgChart(
        "Upper bound on finding out whether one patient took part ("
            + Assessment.words(assessment.asked().relation())
            + ", sampler "
            + assessment.asked().sampler()
            + ")",
        new SvgChart.Axis("false positive rate", true),
        new SvgChart.Axis("true positive rate", false),
        List.of(
            new SvgChart.Series("best attack, at most", false, best),
            new SvgChart.Series("guessing", true, guess)));
  }
}
