package org.medveil.jobs.report;

import java.util.ArrayList;
import java.util.List;

/** What left each hospital: one row per site and round, one column per file that may leave. */
final class EgressSection {
  private EgressSection() {}

  static Part part(ReportData data) {
    EgressData egress = data.egress();
    List<String> heads = new ArrayList<>(List.of("Hospital", "Round"));
    heads.addAll(egress.allowList());
    heads.add("Anything else");
    List<Html> rows = new ArrayList<>();
    for (String site : data.sites()) {
      for (int round = 1; round <= data.rounds(); round++) {
        rows.add(row(data, site, round));
      }
    }
    Html body =
        Html.of(
            "<p class=\"check\">{} {}</p>{}{}",
            egress.passed()
                ? Part.mark(true, "Allow-list check passed.")
                : Part.mark(false, "Allow-list check FAILED."),
            egress.checkDetail(),
            totals(data),
            Part.table(
                "Every file that left: size and first 12 digits of its SHA-256", heads, rows));
    return new Part(
        "egress",
        "What left each hospital",
        "Which files crossed the wall, how large they were, and whether each was allowed to.",
        Figure.PublicConstant.BASIS,
        body);
  }

  private static Html totals(ReportData data) {
    List<Html> items = new ArrayList<>();
    for (String site : data.sites()) {
      List<EgressData.SentFile> own =
          data.egress().files().stream().filter(f -> f.site().equals(site)).toList();
      items.add(
          Html.of(
              "<div><dt>{}</dt><dd>{}, {}</dd></div>",
              site,
              Format.count(own.size(), "file"),
              Format.bytes(own.stream().mapToLong(EgressData.SentFile::bytes).sum())));
    }
    return Html.of("<dl class=\"facts\">{}</dl>", items);
  }

  private static Html row(ReportData data, String site, int round) {
    List<EgressData.SentFile> sent =
        data.egress().files().stream()
            .filter(f -> f.site().equals(site) && f.round() == round)
            .toList();
    List<Html> cells = new ArrayList<>();
    for (String name : data.egress().allowList()) {
      cells.add(
          sent.stream()
              .filter(f -> f.name().equals(name))
              .findFirst()
              .map(EgressSection::cell)
              .orElse(Html.of("<td class=\"none\">not sent</td>")));
    }
    List<Html> others =
        data.egress().strangers().stream()
            .filter(sent::contains)
            .map(f -> Html.of("<div>{} {}</div>", Part.mark(false, f.name()), size(f)))
            .toList();
    cells.add(
        others.isEmpty()
            ? Html.of("<td class=\"none\">nothing</td>")
            : Html.of("<td>{}</td>", others));
    return Html.of(
        "<tr class=\"{}\">{}<td class=\"num\">{}</td>{}</tr>",
        round == 1 ? "group" : "",
        Part.spanning(site, round == 1 ? data.rounds() : 0),
        round,
        cells);
  }

  private static Html cell(EgressData.SentFile f) {
    return Html.of("<td>{}</td>", size(f));
  }

  private static Html size(EgressData.SentFile f) {
    return Html.of(
        "<span class=\"size\">{}</span> {}", Format.bytes(f.bytes()), Part.hash(f.sha256()));
  }
}
