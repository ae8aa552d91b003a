package org.medveil.jobs.auditmembership;

import java.util.ArrayList;
import java.util.List;
import org.medveil.audits.membership.MemberScores;
import org.medveil.audits.membership.MembershipAudit;
import org.medveil.dp.PrivacyBudget;
import org.medveil.dp.TradeOff;
import org.medveil.jobs.audit.AuditChart;
import org.medveil.jobs.audit.AuditChart.Axis;
import org.medveil.jobs.audit.AuditChart.Point;
import org.medveil.jobs.audit.AuditChart.Series;

/**
 * All attacks' true over false positives on logarithmic axes, with chance and what claims allow.
 */
final class MembershipChart {
  private static final int PER_DECADE = 6;
  private static final int DECADES = 4;

  private MembershipChart() {}

  static AuditChart of(List<Measured> measured) {
    List<Series> series = new ArrayList<>();
    series.add(Series.reference("chance", points(rate -> rate, 0)));
    for (Measured one : measured) {
      for (MembershipAudit.Result result : one.results()) {
        MemberScores scores = result.pool().scores();
        List<Point> points = points(rate -> scores.at(rate).found().value(), scores.resolution());
        if (!points.isEmpty()) {
          series.add(Series.of(one.name() + ", " + result.attack(), points));
        }
      }
      one.claim()
          .ifPresent(
              claim -> {
                series.add(
                    Series.reference(
                        "most that the claimed mechanism allows",
                        points(claim::largestTruePositiveRate, 0)));
                PrivacyBudget pair = new PrivacyBudget(claim.epsilon(), claim.delta());
                series.add(
                    Series.reference(
                        "most that (epsilon, delta) alone allows",
                        points(rate -> TradeOff.largestTruePositiveRate(pair, rate), 0)));
              });
    }
    return new AuditChart(
        "Who is found, of those who trained the model",
        AuditChart.Kind.LINE,
        Axis.log("false positive rate"),
        Axis.log("true positive rate"),
        series);
  }

  private interface Curve {
    double at(double rate);
  }

  private static List<Point> points(Curve curve, double resolution) {
    List<Point> points = new ArrayList<>();
    for (int i = -DECADES * PER_DECADE; i <= 0; i++) {
      double rate = Math.pow(10, (double) i / PER_DECADE);
      if (rate >= resolution && curve.at(rate) > 0) {
        points.add(Point.at(rate, curve.at(rate)));
      }
    }
    return points;
  }
}
