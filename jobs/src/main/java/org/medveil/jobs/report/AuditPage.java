package org.medveil.jobs.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medveil.jobs.audit.AuditChart;
import org.medveil.jobs.audit.AuditDocument;
import org.medveil.jobs.audit.AuditJson;
import org.medveil.jobs.audit.AuditVerdict;
import org.medveil.jobs.cli.Json;

/**
 * The audits of one house as one self-contained HTML page that an ethics board can read: a table of
 * questions and answers first, then one part for each audit.
 */
public final class AuditPage {
  /**
   * What stands above the audits.
   *
   * @param title heading of the page
   * @param notEvidenced question to the reason why it was not asked; may be empty
   */
  public record Cover(String title, Map<String, String> notEvidenced) {
    public Cover {
      notEvidenced = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(notEvidenced));
    }
  }

  private AuditPage() {}

  /** The verbs that write audit documents, in the order of the page. */
  public static List<String> audits() {
    return AuditWords.AUDITS;
  }

  /** The question an audit asks, in a few words; its name for one that is not known. */
  public static String title(String audit) {
    return AuditWords.title(audit);
  }

  /** The page, as UTF-8 text; the same documents give the same page. */
  public static String render(Cover cover, List<AuditDocument> audits) {
    Set<String> names = new HashSet<>();
    for (AuditDocument audit : audits) {
      if (!names.add(audit.audit())) {
        throw new IllegalArgumentException("an audit twice on one page: " + audit.audit());
      }
    }
    List<Part> parts = new ArrayList<>(audits.stream().map(AuditSection::part).toList());
    if (!cover.notEvidenced().isEmpty()) {
      parts.add(gaps(cover.notEvidenced()));
    }
    Html body =
        Html.of(
            """
            <a class="skip" href="#summary">To the summary</a>
            <main>
            {}
            <nav aria-label="Contents"><ol>{}</ol></nav>
            {}
            </main>
            <footer>Written by Medveil from {}. This file makes no request to any server; it can be
            archived and printed as it is. Charts: Apache ECharts (Apache-2.0).</footer>
            """,
            opening(cover, audits),
            parts.stream().map(Part::contentsLine).toList(),
            parts.stream().map(Part::render).toList(),
            Format.count(audits.size(), "audit document"));
    return WholePage.of(
        cover.title(), body, Html.json(Json.line(Map.of("audits", charts(audits)))));
  }

  /** The charts that {@code audit-charts.js} draws. */
  static List<Map<String, Object>> charts(List<AuditDocument> audits) {
    List<Map<String, Object>> drawn = new ArrayList<>();
    for (AuditDocument audit : audits) {
      List<AuditChart> charts = audit.exhibits().charts();
      for (int i = 0; i < charts.size(); i++) {
        if (charts.get(i).kind() != AuditChart.Kind.HEAT) {
          drawn.add(
              Map.of(
                  "id", AuditSection.chartId(audit, i), "chart", AuditJson.chart(charts.get(i))));
        }
      }
    }
    return drawn;
  }

  private static Html opening(Cover cover, List<AuditDocument> audits) {
    boolean refuted = audits.stream().anyMatch(a -> a.verdict() == AuditVerdict.FAIL);
    List<Html> rows = new ArrayList<>();
    for (AuditDocument audit : audits) {
      rows.add(
          Html.of(
              "<tr><th scope=\"row\"><a href=\"#{}\">{}</a></th><td>{}</td><td>{}</td></tr>",
              audit.audit(),
              AuditWords.title(audit.audit()),
              audit.found().get(0),
              AuditWords.mark(audit.verdict())));
    }
    cover
        .notEvidenced()
        .forEach(
            (question, why) ->
                rows.add(
                    Html.of(
                        "<tr><th scope=\"row\">{}</th><td>{}</td>"
                            + "<td><span class=\"mark open\">not evidenced</span></td></tr>",
                        question,
                        why)));
    return Html.of(
        """
        <header class="masthead">
        <p class="kicker">Medveil audits</p>
        <h1>{}</h1>
        </header>
        {}
        <section id="summary" class="verdict {}" aria-labelledby="summary-title">
        <h2 id="summary-title">{}</h2>
        <p class="lead">Each line is one question about patients' data or a model made from it. A claim
        holds or is refuted only where one was tested; otherwise the figures inform. What was not asked
        is not evidenced, in either direction. All figures are exact and stay in this house.</p>
        {}
        </section>
        """,
        cover.title(),
        banners(audits),
        refuted ? "failed" : "clean",
        refuted ? "A claim was refuted" : "No claim was refuted",
        Part.table(
            "What was asked, and what was found", List.of("Question", "Found", "Claim"), rows));
  }

  private static List<Html> banners(List<AuditDocument> audits) {
    return audits.stream()
        .map(audit -> audit.facts().simulated())
        .filter(java.util.Objects::nonNull)
        .distinct()
        .map(
            by ->
                Html.of(
                    """
                    <p class="banner" role="note"><strong>Simulated cohort, not patient data.</strong>
                    Generated by {}. These figures say how the audits work, and nothing about
                    any hospital's patients.</p>
                    """,
                    by))
        .toList();
  }

  private static Part gaps(Map<String, String> gaps) {
    List<Html> rows = new ArrayList<>();
    gaps.forEach(
        (question, why) -> rows.add(Html.of("<div><dt>{}</dt><dd>{}</dd></div>", question, why)));
    return new Part(
        "not-evidenced",
        "Not evidenced",
        "What was not asked, and so must not be concluded from this page.",
        Html.of("<dl class=\"gaps\">{}</dl>", rows));
  }
}
