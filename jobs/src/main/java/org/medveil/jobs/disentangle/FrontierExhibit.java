package org.medveil.jobs.disentangle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.medveil.audits.statistics.Estimate;
import org.medveil.jobs.audit.AuditChart;
import org.medveil.jobs.audit.AuditTable;

/** The frontier over k as a chart and a table. */
final class FrontierExhibit {
  private FrontierExhibit() {}

  static Optional<AuditTable> table(List<Frontier.Point> frontier) {
    if (frontier.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new AuditTable(
            "Frontier over the rank of identity erasure",
            List.of("k", "task kept", "LDA trained anew, top-1", "label AUROC", "its change"),
            frontier.stream()
                .map(
                    point ->
                        List.of(
                            "" + point.k(),
                            point.kept() ? "yes" : "no",
                            rate(point).map(DisentangleDocument::text).orElse(""),
                            auroc(point).map(DisentangleDocument::text).orElse(""),
                            point.label().stream()
                                .findFirst()
                                .map(q -> DisentangleDocument.text(q.change()))
                                .orElse("")))
                .toList()));
  }

  static Optional<AuditChart> chart(List<Frontier.Point> frontier) {
    List<AuditChart.Series> series = new ArrayList<>();
    series(series, "found first (LDA), task kept", frontier, true, FrontierExhibit::rate);
    series(series, "label AUROC, task kept", frontier, true, FrontierExhibit::auroc);
    series(series, "found first (LDA), nothing kept", frontier, false, FrontierExhibit::rate);
    series(series, "label AUROC, nothing kept", frontier, false, FrontierExhibit::auroc);
    return series.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new AuditChart(
                "Identity removed and task kept, by rank",
                AuditChart.Kind.LINE,
                AuditChart.Axis.of("directions of identity erased, k"),
                AuditChart.Axis.of("rate; AUROC"),
                series));
  }

  private static void series(
      List<AuditChart.Series> all,
      String name,
      List<Frontier.Point> frontier,
      boolean kept,
      Function<Frontier.Point, Optional<Estimate>> of) {
    List<AuditChart.Point> points = new ArrayList<>();
    for (Frontier.Point point : frontier) {
      if (point.kept() == kept) {
        of.apply(point)
            .ifPresent(
                e ->
                    points.add(
                        AuditChart.Point.at(point.k(), e.value())
                            .between(e.interval().low(), e.interval().high())));
      }
    }
    if (!points.isEmpty()) {
      all.add(AuditChart.Series.of(name, points));
    }
  }

  private static Optional<Estimate> rate(Frontier.Point point) {
    return point.attacks().stream().findFirst().map(attack -> attack.after().rate());
  }

  private static Optional<Estimate> auroc(Frontier.Point point) {
    return point.label().stream().findFirst().map(question -> question.after());
  }
}
