package org.medveil.jobs.auditfairness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medveil.audits.fairness.FairnessAudit;
import org.medveil.audits.fairness.FairnessHistory;
import org.medveil.audits.fairness.GroupResult;
import org.medveil.audits.fairness.Metric;
import org.medveil.audits.statistics.Estimate;
import org.medveil.jobs.audit.AuditChart;

/** Pictures of the groups; pairs stand in tables only. */
final class FairnessCharts {
  private static final int MOST_LINES = 7;

  private FairnessCharts() {}

  static List<AuditChart> of(FairnessAudit audit, Optional<FairnessHistory> history) {
    List<AuditChart> charts = new ArrayList<>();
    List<GroupResult> groups =
        audit.shown().stream().filter(g -> g.group().parts().size() == 1).toList();
    aurocs(audit, groups).ifPresent(charts::add);
    gaps(
            groups,
            "Error rates at one threshold: group minus everyone else",
            Metric.TPR_GAP,
            Metric.FPR_GAP)
        .ifPresent(charts::add);
    gaps(groups, "What privacy costs: AUROC, private minus non-private", Metric.COST)
        .ifPresent(charts::add);
    history.flatMap(FairnessCharts::rounds).ifPresent(charts::add);
    return charts;
  }

  private static Optional<AuditChart> aurocs(FairnessAudit audit, List<GroupResult> groups) {
    List<AuditChart.Point> points = points(groups, Metric.AUROC);
    Optional<Estimate> all = audit.everyone().figure(Metric.AUROC);
    if (points.isEmpty() || all.isEmpty()) {
      return Optional.empty();
    }
    double middle = all.get().value();
    return Optional.of(
        new AuditChart(
            "AUROC by group",
            AuditChart.Kind.INTERVAL,
            AuditChart.Axis.of("group"),
            AuditChart.Axis.of("AUROC (0.5 is guessing)"),
            List.of(
                AuditChart.Series.of("group, 95 % interval", points),
                AuditChart.Series.reference(
                    "everyone",
                    points.stream()
                        .map(p -> AuditChart.Point.at(p.category(), middle))
                        .toList()))));
  }

  private static Optional<AuditChart> gaps(
      List<GroupResult> groups, String title, Metric... metrics) {
    List<AuditChart.Series> series = new ArrayList<>();
    for (Metric metric : metrics) {
      List<AuditChart.Point> points = points(groups, metric);
      if (!points.isEmpty()) {
        series.add(AuditChart.Series.of(metric.label(), points));
      }
    }
    if (series.isEmpty()) {
      return Optional.empty();
    }
    series.add(
        AuditChart.Series.reference(
            "no difference",
            series.get(0).points().stream()
                .map(p -> AuditChart.Point.at(p.category(), 0))
                .toList()));
    return Optional.of(
        new AuditChart(
            title,
            AuditChart.Kind.INTERVAL,
            AuditChart.Axis.of("group"),
            AuditChart.Axis.of("difference"),
            series));
  }

  private static Optional<AuditChart> rounds(FairnessHistory past) {
    List<AuditChart.Series> series = new ArrayList<>();
    for (FairnessHistory.Line line : past.lines()) {
      List<AuditChart.Point> points = new ArrayList<>();
      for (int r = 0; r < past.rounds().size(); r++) {
        double round = Double.parseDouble(past.rounds().get(r));
        line.aurocs().get(r).ifPresent(e -> points.add(AuditChart.Point.at(round, e.value())));
      }
      if (!points.isEmpty() && series.size() < MOST_LINES) {
        series.add(AuditChart.Series.of(line.group().name(), points));
      }
    }
    return series.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new AuditChart(
                "AUROC round by round",
                AuditChart.Kind.LINE,
                AuditChart.Axis.of("after round"),
                AuditChart.Axis.of("AUROC"),
                series));
  }

  private static List<AuditChart.Point> points(List<GroupResult> groups, Metric metric) {
    List<AuditChart.Point> points = new ArrayList<>();
    for (GroupResult group : groups) {
      group
          .figure(metric)
          .ifPresent(
              e ->
                  points.add(
                      AuditChart.Point.at(group.group().name(), e.value())
                          .between(e.interval().low(), e.interval().high())));
    }
    return points;
  }
}
