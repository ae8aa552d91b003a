package org.medveil.jobs.report;

import java.util.ArrayList;
import java.util.List;

/** The last parts: audits, open questions, sources, settings and how to get the same again. */
final class EvidenceSection {
  private EvidenceSection() {}

  static List<Part> parts(EvidenceData e) {
    List<Part> parts = new ArrayList<>();
    parts.add(notEvidenced(e));
    parts.add(provenance(e));
    parts.add(settings(e.recipe()));
    if (!e.recipe().commands().isEmpty()) {
      parts.add(reproduce(e.recipe()));
    }
    return parts;
  }

  static Part audits(EvidenceData e) {
    List<Html> rows =
        e.audits().stream()
            .map(
                a ->
                    Html.of(
                        """
                        <tr><th scope="row">{}</th><td>{}</td><td>{}</td>
                        <td class="num strong">{}</td><td class="num">{}</td>
                        <td class="num">{}</td><td>{}</td><td>{}</td></tr>
                        """,
                        a.audit(),
                        a.metric(),
                        a.group(),
                        Format.number(a.measured().value()),
                        interval(a.measured()),
                        orDash(a.measured().threshold()),
                        verdict(a.verdict()),
                        a.measured().basis()))
            .toList();
    return new Part(
        "audits",
        "Audits",
        "What was tried against this run, and what came of it.",
        Part.table(
            "Findings",
            List.of(
                "Audit", "Metric", "Group", "Value", "Interval", "Threshold", "Verdict", "Basis"),
            rows));
  }

  private static Html verdict(String verdict) {
    return switch (verdict) {
      case "pass" -> Part.mark(true, "pass");
      case "fail" -> Part.mark(false, "fail");
      default -> Html.of("<span class=\"mark\">for information</span>");
    };
  }

  private static String interval(EvidenceData.Measured m) {
    return m.ciLow() == null && m.ciHigh() == null
        ? "–"
        : orDash(m.ciLow()) + " to " + orDash(m.ciHigh());
  }

  private static String orDash(Double value) {
    return value == null ? "–" : Format.number(value);
  }

  private static Part notEvidenced(EvidenceData e) {
    List<Html> items =
        e.notEvidenced().stream()
            .map(g -> Html.of("<div><dt>{}</dt><dd>{}</dd></div>", g.question(), g.why()))
            .toList();
    return new Part(
        "not-evidenced",
        "Not evidenced",
        "What this run did not measure. Silence here would not mean safety.",
        items.isEmpty()
            ? Html.of("<p>The document names no open question.</p>")
            : Html.of("<dl class=\"gaps\">{}</dl>", items));
  }

  private static Part provenance(EvidenceData e) {
    List<Html> rows =
        e.provenance().stream()
            .map(
                s ->
                    Html.of(
                        """
                        <tr><th scope="row">{}</th><td class="num">{}</td><td>{}</td>
                        <td><code>{}</code></td><td><code class="whole">{}</code></td></tr>
                        """,
                        s.metric(),
                        s.value(),
                        s.verb(),
                        s.manifest(),
                        s.sha256()))
            .toList();
    return new Part(
        "provenance",
        "Where every number came from",
        "Which job wrote each figure, in which manifest, with the hash to check it by.",
        Part.table(
            "Sources; manifests lie beside this report",
            List.of("Figure", "Value", "Verb", "Manifest", "SHA-256 of the manifest"),
            rows));
  }

  private static Part settings(EvidenceData.Recipe recipe) {
    List<Html> settings =
        recipe.settings().stream()
            .map(
                s ->
                    Html.of(
                        "<tr><th scope=\"row\">{}</th><td><code>{}</code></td><td>{}</td></tr>",
                        s.name(),
                        s.value(),
                        s.source()))
            .toList();
    List<Html> versions =
        recipe.versions().stream()
            .map(
                v ->
                    Html.of(
                        "<tr><th scope=\"row\">{}</th><td><code>{}</code></td></tr>",
                        v.name(),
                        v.value()))
            .toList();
    return new Part(
        "settings",
        "Settings and versions",
        "With which settings and software this was computed.",
        Html.of(
            "<div class=\"columns\">{}{}</div>",
            Part.table("Settings", List.of("Setting", "Value", "From"), settings),
            Part.table("Versions", List.of("Software", "Version"), versions)));
  }

  private static Part reproduce(EvidenceData.Recipe recipe) {
    List<Html> items =
        recipe.commands().stream()
            .map(
                c -> Html.of("<li><p>{}</p><pre><code>{}</code></pre></li>", c.what(), c.command()))
            .toList();
    return new Part(
        "reproduce",
        "How to reproduce",
        "The commands that lead to the same report. Privacy noise is always fresh, so scores"
            + " differ a little from run to run; counts, ε and file names do not.",
        Html.of("<ol class=\"commands\">{}</ol>", items));
  }
}
