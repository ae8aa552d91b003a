package org.medveil.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows in = rows out + quarantined, at every stage of every site. */
final class CountsSection {
  private CountsSection() {}

  static Part part(ReportData data) {
    return new Part(
        "counts",
        "Counts in = counts out + quarantined",
        "Whether any file or image was lost on the way without a reason.",
        data.counts().isEmpty() ? "" : Figure.Inside.BASIS,
        data.counts().isEmpty() ? left() : body(data));
  }

  private static Html left() {
    return Html.of(
        "<p>{}</p>",
        "Left out: a hospital's exact counts are private and stay inside it, unless its cohort is"
            + " simulated.");
  }

  private static Html body(ReportData data) {
    List<Html> rows = new ArrayList<>();
    for (String site : data.sites()) {
      List<StageCount> own = data.counts().stream().filter(c -> c.site().equals(site)).toList();
      for (StageCount c : own) {
        boolean first = c == own.get(0);
        rows.add(row(c, first ? own.size() : 0));
      }
    }
    return Html.of(
        "{}{}<p class=\"small\">{}</p>",
        Part.chart(
            "chart-counts",
            "Rows of each stage: handed on and quarantined",
            "Bar chart of the rows each stage handed on and set aside, by hospital."),
        Part.table(
            "Every stage of every hospital",
            List.of("Hospital", "Stage", "In", "Out", "Quarantined", "Reasons", "Check"),
            rows),
        "Quarantined rows stay inside the hospital, each with its reason. Exact counts are private"
            + " too: with real patients this part is written inside one hospital only.");
  }

  /** {@code span} rows share the site's cell; 0 = an earlier row holds it. */
  private static Html row(StageCount c, int span) {
    String reasons =
        c.rejects().stream()
            .filter(r -> r.count() > 0)
            .map(r -> Format.count(r.count()) + "\u00a0×\u00a0" + Format.reason(r.reason()))
            .collect(Collectors.joining(", "));
    return Html.of(
        """
        <tr class="{}">{}<td>{}</td><td class="num">{} <span class="unit">{}</span></td>
        <td class="num">{} <span class="unit">{}</span></td><td class="num">{}</td>
        <td class="reasons">{}</td><td>{}</td></tr>
        """,
        span > 0 ? "group" : "",
        Part.spanning(c.site(), span),
        c.stage(),
        Format.count(c.in()),
        c.input(),
        Format.count(c.out()),
        c.output(),
        Format.count(c.rejected()),
        reasons.isEmpty() ? "none" : reasons,
        c.addsUp() ? Part.mark(true, "adds up") : Part.mark(false, "FAILED"));
  }
}
