package org.medveil.jobs.auditreidentification;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medveil.audits.reidentification.AttackResult;
import org.medveil.audits.reidentification.RatePoint;
import org.medveil.jobs.audit.AuditChart;

/** Rates by attacker and policy, and by the gallery's size. */
record DocumentCharts(List<AttackResult> attacks) {
  List<AuditChart> all() {
    List<AuditChart> charts = new ArrayList<>();
    charts.add(byAttacker());
    charts.addAll(bySize());
    return charts;
  }

  private AuditChart byAttacker() {
    Map<String, List<AuditChart.Point>> series = new LinkedHashMap<>();
    Map<String, List<AuditChart.Point>> chance = new LinkedHashMap<>();
    for (AttackResult attack : attacks) {
      String name = attack.attacker() + ", " + DocumentTexts.group(attack);
      RatePoint rate = attack.first();
      series
          .computeIfAbsent(attack.policy().label(), p -> new ArrayList<>())
          .add(
              AuditChart.Point.at(name, rate.rate().value())
                  .between(rate.rate().interval().low(), rate.rate().interval().high()));
      chance
          .computeIfAbsent(attack.policy().label(), p -> new ArrayList<>())
          .add(AuditChart.Point.at(name, rate.chance()));
    }
    List<AuditChart.Series> drawn = new ArrayList<>();
    series.forEach((policy, points) -> drawn.add(AuditChart.Series.of(policy, points)));
    chance.forEach(
        (policy, points) -> drawn.add(AuditChart.Series.reference("chance, " + policy, points)));
    return new AuditChart(
        "Patients found at first place",
        AuditChart.Kind.INTERVAL,
        AuditChart.Axis.of("attacker and gallery"),
        AuditChart.Axis.of("share of probes"),
        drawn);
  }

  /** A chart for each policy: all in one would be thirty lines. */
  private List<AuditChart> bySize() {
    Map<String, List<AuditChart.Series>> byPolicy = new LinkedHashMap<>();
    for (AttackResult attack : attacks) {
      if (attack.filter().equals(DocumentTexts.NO_FILTER) && !attack.bySize().isEmpty()) {
        List<AuditChart.Point> points =
            attack.bySize().stream()
                .map(
                    point ->
                        AuditChart.Point.at(point.gallery(), point.rate().value())
                            .between(point.rate().interval().low(), point.rate().interval().high()))
                .toList();
        String name = attack.attacker() + ", " + attack.patients().words();
        byPolicy
            .computeIfAbsent(attack.policy().label(), p -> new ArrayList<>())
            .add(AuditChart.Series.of(name, points));
      }
    }
    List<AuditChart> charts = new ArrayList<>();
    byPolicy.forEach(
        (policy, series) ->
            charts.add(
                new AuditChart(
                    "A rate depends on the gallery's size: " + policy,
                    AuditChart.Kind.LINE,
                    AuditChart.Axis.log("images in the gallery"),
                    AuditChart.Axis.of("share of probes found at first place"),
                    series)));
    return charts;
  }
}
