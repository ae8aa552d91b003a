package org.medveil.jobs.auditprivacy;

import java.util.ArrayList;
import java.util.List;
import org.medveil.audits.membership.MemberScores;
import org.medveil.audits.privacy.Claim;
import org.medveil.jobs.audit.AuditChart;
import org.medveil.jobs.audit.AuditChart.Axis;
import org.medveil.jobs.audit.AuditChart.Point;
import org.medveil.jobs.audit.AuditChart.Series;

/** True over false positives on logarithmic axes, beside the most that the claim allows. */
final class RocChart {
  private static final int PER_DECADE = 8;

  private RocChart() {}

  static AuditChart of(MemberScores canaries, Claim claim) {
    List<Point> seen = new ArrayList<>();
    List<Point> allowed = new ArrayList<>();
    int decades = (int) Math.ceil(-Math.log10(canaries.resolution()));
    for (int i = -decades * PER_DECADE; i <= 0; i++) {
      double rate = Math.min(1, Math.pow(10, (double) i / PER_DECADE));
      allowed.add(Point.at(rate, claim.largestTruePositiveRate(rate)));
      double found = canaries.at(rate).found().value();
      if (found > 0 && rate >= canaries.resolution()) {
        seen.add(Point.at(rate, found));
      }
    }
    return new AuditChart(
        "Canaries: who is told apart",
        AuditChart.Kind.LINE,
        Axis.log("false positive rate"),
        Axis.log("true positive rate"),
        List.of(
            Series.of("canaries", seen), Series.reference("most that the claim allows", allowed)));
  }
}
