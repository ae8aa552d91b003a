package org.medveil.jobs.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
        String.format(
            Locale.ROOT,
            "Upper bound on finding out whether one patient took part (epsilon %s at delta %s)",
            Assessment.up(assessment.epsilon().pessimistic()),
            assessment.asked().delta()),
        new SvgChart.Axis("false positive rate", true),
        new SvgChart.Axis("true positive rate", false),
        List.of(
            new SvgChart.Series("best attack, at most", false, best),
            new SvgChart.Series("guessing", true, guess)));
  }
}
