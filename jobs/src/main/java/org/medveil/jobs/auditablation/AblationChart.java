package org.medveil.jobs.auditablation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medveil.audits.statistics.Estimate;
import org.medveil.jobs.audit.AuditChart;

/** What is left of each, by the number of dropped directions. */
final class AblationChart {
  private AblationChart() {}

  static Optional<AuditChart> of(List<FeatureAblation.Point> points) {
    Map<String, List<AuditChart.Point>> lines = new LinkedHashMap<>();
    for (FeatureAblation.Point point : points) {
      point
          .attacks()
          .forEach(
              attack ->
                  add(
                      lines,
                      "found first, " + attack.attacker().word(),
                      point.k(),
                      attack.after().rate()));
      point
          .questions()
          .forEach(
              question ->
                  add(lines, "AUROC, " + question.target().name(), point.k(), question.after()));
    }
    List<AuditChart.Series> series = new ArrayList<>();
    lines.forEach((name, line) -> series.add(AuditChart.Series.of(name, line)));
    return series.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new AuditChart(
                "What is left when directions of identity are dropped",
                AuditChart.Kind.LINE,
                AuditChart.Axis.of("directions dropped"),
                AuditChart.Axis.of("rate; AUROC"),
                series));
  }

  private static void add(
      Map<String, List<AuditChart.Point>> lines, String name, int k, Estimate estimate) {
    lines
        .computeIfAbsent(name, n -> new ArrayList<>())
        .add(
            AuditChart.Point.at(k, estimate.value())
                .between(estimate.interval().low(), estimate.interval().high()));
  }
}
