package org.medveil.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.medveil.jobs.audit.AuditChart;
import org.medveil.jobs.audit.AuditDocument;
import org.medveil.jobs.audit.AuditFacts;
import org.medveil.jobs.audit.AuditFigure;
import org.medveil.jobs.audit.AuditPicture;
import org.medveil.jobs.audit.AuditTable;

/** One audit: what was asked, what was found, how sure, what it does not show, then the numbers. */
final class AuditSection {
  // More than that and the page is tables: a board reads the words, and unfolds what it doubts.
  private static final int MOST_ROWS = 24;

  private AuditSection() {}

  static Part part(AuditDocument audit) {
    Html body =
        Html.of(
            """
            <h3>What was found</h3><ul class="answers">{}</ul>
            <div class="sure"><h3>How sure</h3><p>{}</p></div>
            <div class="limits"><h3>What it does not show</h3><ul>{}</ul></div>
            {}{}{}{}{}
            """,
            items(audit.found()),
            audit.howSure(),
            items(audit.doesNotShow()),
            charts(audit),
            pictures(audit.exhibits().pictures()),
            figures(audit.figures()),
            audit.exhibits().tables().stream().map(AuditSection::table).toList(),
            facts(audit.facts()));
    return new Part(
        audit.audit(),
        AuditWords.title(audit.audit()),
        audit.asked(),
        "Basis of these figures: exact, not noised. Of a simulated or public cohort, or for inside"
            + " the house that holds the data.",
        body);
  }

  /** Where {@code audit-charts.js} draws the chart with that number. */
  static String chartId(AuditDocument audit, int number) {
    return "chart-" + audit.audit() + "-" + number;
  }

  private static List<Html> items(List<String> texts) {
    return texts.stream().map(text -> Html.of("<li>{}</li>", text)).toList();
  }

  private static List<Html> charts(AuditDocument audit) {
    List<Html> places = new ArrayList<>();
    List<AuditChart> charts = audit.exhibits().charts();
    for (int i = 0; i < charts.size(); i++) {
      AuditChart chart = charts.get(i);
      places.add(
          chart.kind() == AuditChart.Kind.HEAT
              ? HeatTable.of(chart)
              : Part.chart(chartId(audit, i), chart.title(), AuditWords.spoken(chart)));
    }
    return places;
  }

  private static Html pictures(List<AuditPicture> pictures) {
    List<Html> figures = new ArrayList<>();
    for (AuditPicture picture : pictures) {
      figures.add(
          Html.of(
              """
              <figure><img src="data:image/png;base64,{}" alt="{}">
              <figcaption>{}</figcaption></figure>
              """,
              picture.pngBase64(),
              picture.title(),
              picture.title()));
    }
    return figures.isEmpty() ? Html.NOTHING : Html.of("<div class=\"gallery\">{}</div>", figures);
  }

  private static Html figures(List<AuditFigure> figures) {
    List<Html> rows = new ArrayList<>();
    for (AuditFigure f : figures) {
      rows.add(
          Html.of(
              """
              <tr><th scope="row">{}</th><td>{}</td><td class="num strong">{}</td>
              <td class="num">{}</td><td class="num">{}</td><td class="num">{}</td>
              <td class="num">{}</td><td>{}</td></tr>
              """,
              f.metric(),
              f.group(),
              AuditWords.number(f.value()),
              AuditWords.interval(f),
              f.chance() == null ? "–" : AuditWords.number(f.chance()),
              f.n() == null ? "–" : Format.count(f.n()) + " " + f.unit(),
              f.threshold() == null ? "–" : AuditWords.number(f.threshold()),
              AuditWords.mark(f.verdict())));
    }
    return Part.table(
        "Every figure",
        List.of(
            "Figure", "Group", "Value", "95 % interval", "Chance", "Rests on", "Bound", "Verdict"),
        rows);
  }

  private static Html table(AuditTable table) {
    List<Html> rows = new ArrayList<>();
    for (List<String> row : table.rows()) {
      rows.add(
          Html.of(
              "<tr>{}</tr>",
              row.stream().map(cell -> Html.of("<td class=\"num\">{}</td>", cell)).toList()));
    }
    return Part.table(table.title(), table.columns(), rows, MOST_ROWS);
  }

  private static Html facts(AuditFacts facts) {
    List<Html> rows = new ArrayList<>();
    rows.add(
        Html.of(
            "<tr><th scope=\"row\">audited</th><td>{}</td></tr>",
            Part.hash(facts.subjectSha256())));
    for (Map.Entry<String, String> setting : facts.settings().entrySet()) {
      rows.add(
          Html.of(
              "<tr><th scope=\"row\">{}</th><td>{}</td></tr>",
              setting.getKey(),
              setting.getValue()));
    }
    for (Map.Entry<String, String> hash : facts.hashes().entrySet()) {
      rows.add(
          Html.of(
              "<tr><th scope=\"row\">{}</th><td>{}</td></tr>",
              hash.getKey(),
              Part.hash(hash.getValue())));
    }
    return Html.of(
        "<details><summary>Settings and hashes</summary>{}</details>",
        Part.table("Enough to do it again", List.of("Name", "Value"), rows));
  }
}
