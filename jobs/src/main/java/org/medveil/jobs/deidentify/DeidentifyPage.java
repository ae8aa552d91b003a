package org.medveil.jobs.deidentify;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.medveil.imaging.deid.Action;
import org.medveil.imaging.deidfile.Inspection;

/** What a run did, as one self-contained page. */
final class DeidentifyPage {
  private static final String STYLE =
      "body{font:15px/1.5 system-ui,sans-serif;max-width:72em;margin:2em auto;padding:0 1em;"
          + "color:#1a2430;background:#fff}h1{font-size:1.6em}h2{margin-top:2em;font-size:1.2em}"
          + "table{border-collapse:collapse;margin:.6em 0;width:100%}"
          + "td,th{border-bottom:1px solid #dde3ea;padding:.25em .6em;text-align:left;"
          + "vertical-align:top;overflow-wrap:anywhere}th{font-weight:600;color:#52606d}"
          + "td.n{text-align:right;font-variant-numeric:tabular-nums;width:6em}"
          + "td.bar{width:40%}td.bar i{display:block;height:.8em;margin-top:.35em;"
          + "background:#4a7fb5}.tiles{display:flex;flex-wrap:wrap;gap:1em}"
          + ".tiles div{border:1px solid #dde3ea;border-radius:6px;padding:.6em 1em;flex:1}"
          + ".tiles b{display:block;font-size:1.5em}.note{color:#52606d}"
          + ".warn{border-left:4px solid #b54708;background:#fff7ed;padding:.6em 1em}"
          + "code{font-size:.9em}summary{cursor:pointer;padding:.3em 0}"
          + ".pics{display:flex;flex-wrap:wrap;gap:1.5em}.pair{display:flex;gap:.3em}figure{margin:0;max-width:320px}"
          + "figure img{width:100%;border:1px solid #dde3ea;image-rendering:auto}"
          + "figcaption{font-size:.85em;color:#52606d;overflow-wrap:anywhere}"
          + "tr.REMOVE td,tr.DUMMY td,tr.EMPTY td{background:#fdf3f2}"
          + "tr.CLEAN td,tr.NEW_UID td,tr.SHIFT td{background:#f2f7fd}"
          + "table.diff{table-layout:fixed;font-size:.85em}";

  private final StringBuilder page = new StringBuilder();
  private final boolean values;

  private DeidentifyPage(boolean values) {
    this.values = values;
  }

  /**
   * What the page shows.
   *
   * @param rules in force
   * @param tally counts
   * @param refused newly quarantined
   * @param samples files looked at again
   */
  record Content(
      Map<String, Object> rules, Tally tally, List<Entry> refused, List<Sample> samples) {}

  static void write(Path file, Content content, boolean values) {
    OwnerOnly.write(file, new DeidentifyPage(values).html(content));
  }

  private String html(Content content) {
    Tally tally = content.tally();
    page.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width\">")
        .append("<title>De-identification report</title><style>" + STYLE + "</style>")
        .append("<h1>De-identification report</h1>");
    page.append(
        values
            ? "<p class=warn>This page shows <strong>patients' values and pictures</strong>. It"
                + " is as private as the originals.</p>"
            : "<p class=note>Values and pictures of the originals are withheld"
                + " (<code>--show-values</code> shows them). What is shown is what was written."
                + "</p>");
    page.append("<div class=tiles>");
    tile("files read", tally.files());
    tile("written", tally.written());
    tile("quarantined", tally.quarantined());
    tile("known before", tally.known());
    page.append("</div><p class=note>files = written + quarantined + known before</p>");
    rules(content.rules());
    actions(tally);
    pixels(tally);
    quarantine(content.refused());
    residual(tally);
    pictures(content.samples());
    diffs(content.samples());
    return page.append("</html>\n").toString();
  }

  private void tile(String name, long count) {
    page.append("<div><b>" + count + "</b>" + name + "</div>");
  }

  private void rules(Map<String, Object> rules) {
    page.append("<h2>Rules in force</h2><table>");
    rules.forEach(
        (name, value) -> page.append("<tr><th>" + name + "<td><code>" + escaped("" + value)));
    page.append("</table>");
  }

  private void actions(Tally tally) {
    page.append("<h2>Attributes of the files written, by action</h2>")
        .append("<table><tr><th>action<th>letter<th>attributes<th>");
    long most = tally.actions().values().stream().mapToLong(n -> n).max().orElse(1);
    for (Action action : Action.values()) {
      long n = tally.actions().getOrDefault(action, 0L);
      page.append("<tr><td>" + words(action.name()) + "<td>" + action.letter())
          .append("<td class=n>" + n)
          .append(
              String.format(
                  Locale.ROOT,
                  "<td class=bar><i style=\"width:%.1f%%\"></i>",
                  100.0 * n / Math.max(1, most)));
    }
    page.append("</table>");
  }

  private void pixels(Tally tally) {
    page.append("<h2>Pixels of the files written</h2><table>");
    row("masked", tally.pixels().masked());
    row("examined, nothing found", tally.pixels().examined());
    row("not examined (the policy asks for no look, or no pixels)", tally.pixels().unexamined());
    row("boxes masked", tally.pixels().boxes());
    row("of them found by the text reader alone", tally.pixels().read());
    page.append("</table>");
  }

  private void quarantine(List<Entry> refused) {
    page.append("<h2>Quarantine</h2>");
    if (refused.isEmpty()) {
      page.append("<p>Nothing was quarantined in this run.</p>");
      return;
    }
    Map<String, Long> kinds = new TreeMap<>();
    refused.forEach(one -> kinds.merge(one.reason() + "\0" + one.detail(), 1L, Long::sum));
    page.append("<table><tr><th>reason<th>what was found<th>files");
    kinds.forEach(
        (kind, n) -> {
          String[] parts = kind.split("\0", 2);
          page.append("<tr><td><code>" + parts[0] + "</code><td>" + escaped(parts[1]))
              .append("<td class=n>" + n);
        });
    page.append("</table>");
  }

  private void residual(Tally tally) {
    page.append("<h2>The last look</h2><p>Every byte of every output was searched for the names,")
        .append(" numbers, dates and UIDs of its original. ")
        .append(
            tally.residualHits() == 0
                ? "Nothing was found.</p>"
                : "<strong>" + tally.residualHits() + "</strong> files were held back.</p>");
  }

  private void pictures(List<Sample> samples) {
    List<Sample> masked = samples.stream().filter(Sample::masked).toList();
    if (masked.isEmpty()) {
      return;
    }
    page.append("<h2>Masked frames</h2><p class=note>First frame of some files. The detector is")
        .append(" no proof: look at them.</p><div class=pics>");
    for (Sample sample : masked) {
      page.append("<div class=pair>");
      sample.before().ifPresent(uri -> figure(uri, "before"));
      sample.after().ifPresent(uri -> figure(uri, "after, " + name(sample)));
      page.append("</div>");
    }
    page.append("</div>");
  }

  private void figure(String uri, String caption) {
    page.append("<figure><img alt=\"" + caption + "\" src=\"" + uri + "\"><figcaption>")
        .append(caption + "</figcaption></figure>");
  }

  private static String name(Sample sample) {
    return sample.path().substring(sample.path().lastIndexOf('/') + 1);
  }

  private void diffs(List<Sample> samples) {
    page.append("<h2>Some files, tag by tag</h2>");
    for (Sample sample : samples) {
      page.append("<details><summary><code>" + name(sample) + "</code></summary>")
          .append("<table class=diff><tr><th>where<th>attribute<th>action<th>before<th>after")
          .append("<th>why");
      sample.inspection().lines().forEach(this::line);
      page.append("</table></details>");
    }
  }

  private void line(Inspection.Line line) {
    Action action = line.what().action();
    boolean same = action == Action.KEEP && line.before().equals(line.after());
    String before = same ? "" : values ? escaped(line.before()) : "<i>withheld</i>";
    page.append("<tr class=" + action + "><td>" + escaped(line.what().path().replace(">", " › ")))
        .append("<td>" + escaped(line.what().keyword()))
        .append("<td>" + words(action.name()))
        .append("<td>" + before + "<td>" + escaped(line.after()))
        .append("<td>" + escaped(line.what().reason()));
  }

  private void row(String name, long count) {
    page.append("<tr><td>" + name + "<td class=n>" + count);
  }

  private static String words(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Values of hostile files are text here, never markup. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("\"", "&quot;")
        .replaceAll("\\p{Cntrl}", "?");
  }
}
