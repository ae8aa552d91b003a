package org.medveil.jobs.report;

import java.util.List;

/** Pictures and header values before and after, of simulated people. */
final class DeidentificationSection {
  private DeidentificationSection() {}

  /**
   * @param d never null
   */
  static Part part(DeidentificationData d) {
    List<Html> pictures = d.pictures().stream().map(DeidentificationSection::picture).toList();
    List<Html> headers = d.headers().stream().map(DeidentificationSection::header).toList();
    Html table =
        headers.isEmpty()
            ? Html.NOTHING
            : Part.table(
                "One simulated file's header before and after",
                List.of("Tag", "Name", "In the hospital (simulated value)", "After", "Action"),
                headers);
    return new Part(
        "deidentification",
        "De-identification before and after",
        "What the files hold inside the hospital, and what is left for training.",
        Html.of("<div class=\"pairs\">{}</div>{}", pictures, table));
  }

  private static Html picture(DeidentificationData.Picture p) {
    return Html.of(
        """
        <figure class="pair"><div>
        <div><img src="{}" alt="Before: {}"><span>before</span></div>
        <div aria-hidden="true" class="arrow">→</div>
        <div><img src="{}" alt="After: {}"><span>after</span></div>
        </div><figcaption>{}</figcaption></figure>
        """,
        p.before(),
        p.caption(),
        p.after(),
        p.caption(),
        p.caption());
  }

  private static Html header(DeidentificationData.HeaderValue h) {
    return Html.of(
        """
        <tr><td><code>{}</code></td><th scope="row">{}</th><td class="phi">{}</td>
        <td>{}</td><td>{}</td></tr>
        """,
        h.tag(),
        h.name(),
        h.before() == null ? Html.of("<em>absent</em>") : h.before(),
        h.after() == null ? Html.of("<em>not kept</em>") : Html.of("<code>{}</code>", h.after()),
        h.action());
  }
}
