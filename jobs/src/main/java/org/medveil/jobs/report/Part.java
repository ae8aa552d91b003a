package org.medveil.jobs.report;

import java.util.Collection;
import java.util.List;

/**
 * One numbered part of the page.
 *
 * @param id anchor, a plain word
 * @param title heading, also its line in the contents
 * @param question what the reader wants to know
 * @param basis why its figures may be shown; empty if it has none, or says it row by row
 */
record Part(String id, String title, String question, String basis, Html body) {
  private static final int LONG = 40;

  /** A part without figures. */
  Part(String id, String title, String question, Html body) {
    this(id, title, question, "", body);
  }

  Html render() {
    return Html.of(
        """
        <section id="{}" class="part" aria-labelledby="{}-title">
        <h2 id="{}-title">{}</h2>
        <p class="question">{}{}</p>
        {}
        </section>
        """,
        id,
        id,
        id,
        title,
        question,
        basis.isEmpty() ? Html.NOTHING : Html.of("<br><small>{}</small>", basis),
        body);
  }

  Html contentsLine() {
    return Html.of("<li><a href=\"#{}\">{}</a></li>", id, title);
  }

  /**
   * A table that scrolls inside itself on a narrow screen, and is folded when very long; printing
   * unfolds it. {@code rows} are whole {@code <tr>}.
   */
  static Html table(String caption, List<String> heads, Collection<Html> rows) {
    return table(caption, heads, rows, LONG);
  }

  /** As above, folded from {@code longest} rows on. */
  static Html table(String caption, List<String> heads, Collection<Html> rows, int longest) {
    List<Html> cells = heads.stream().map(h -> Html.of("<th scope=\"col\">{}</th>", h)).toList();
    Html table =
        Html.of(
            """
            <div class="scroll" tabindex="0" role="region" aria-label="{}"><table>
            <caption>{}</caption><thead><tr>{}</tr></thead>
            <tbody>{}</tbody></table></div>
            """,
            caption,
            caption,
            cells,
            rows);
    return rows.size() <= longest
        ? table
        : Html.of(
            "<details><summary>{}: {} rows</summary>{}</details>", caption, rows.size(), table);
  }

  /** A heading for {@code rows} rows, or nothing for the rows under it ({@code rows} = 0). */
  static Html spanning(String name, int rows) {
    return rows == 0
        ? Html.NOTHING
        : Html.of("<th scope=\"rowgroup\" rowspan=\"{}\">{}</th>", rows, name);
  }

  /** A place that {@code charts.js} draws into; {@code words} is what a screen reader says. */
  static Html chart(String id, String title, String words) {
    return Html.of(
        """
        <figure class="chart-frame"><figcaption>{}</figcaption>
        <div class="chart" id="{}" role="img" aria-label="{}"></div></figure>
        """,
        title,
        id,
        words);
  }

  /** A hash in short, with the whole of it on hover and for copying. */
  static Html hash(String sha256) {
    return Html.of("<code class=\"hash\" title=\"{}\">{}</code>", sha256, sha256.substring(0, 12));
  }

  /** A word of judgement, told by its sign and its colour. */
  static Html mark(boolean good, String word) {
    return Html.of(
        "<span class=\"mark {}\">{} {}</span>", good ? "good" : "bad", good ? "✓" : "✗", word);
  }
}
