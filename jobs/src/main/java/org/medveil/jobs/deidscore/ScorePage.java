package org.medveil.jobs.deidscore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medveil.imaging.score.Requirement;
import org.medveil.imaging.score.Score;
import org.medveil.imaging.score.Verdict;

/** The outcome as one self-contained HTML page. */
final class ScorePage {
  private static final int NAMED_FILES = 8;
  private static final int MOST_GROUPS = 500;

  private ScorePage() {}

  static String html(Examination examination, boolean values) {
    StringBuilder page = new StringBuilder();
    page.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">")
        .append("<title>De-identification score, MIDI-B-style</title><style>")
        .append("body{font:15px/1.5 system-ui,sans-serif;max-width:70em;margin:2em auto}")
        .append("table{border-collapse:collapse;margin:1em 0}")
        .append("td,th{border:1px solid #ccc;padding:.2em .6em;text-align:left}")
        .append("td.n{text-align:right}</style>")
        .append("<h1>De-identification score, MIDI-B-style</h1>");
    Score score = examination.score();
    page.append("<p><strong>")
        .append(figures(score.headline()))
        .append("</strong>, each requirement counted once a series. Not the MIDI-B challenge: own")
        .append(" files, own answer key, the same ten actions.</p><p>")
        .append(examination.files() + " files, " + examination.missing() + " without a result. ")
        .append(figures(score.rows()) + " counted for each file. ")
        .append(examination.violations().size() + " new violations of types 1 and 2.</p>");
    Map<String, Score.Tally> actions = new LinkedHashMap<>();
    score.byAction().forEach((action, tally) -> actions.put(action.word(), tally));
    table(page, "Action", actions);
    Map<String, Score.Tally> categories = new LinkedHashMap<>();
    score.byCategory().forEach((category, tally) -> categories.put(category.word(), tally));
    table(page, "Category", categories);
    failures(page, score.failures(), values);
    violations(page, examination);
    return page.append("</html>\n").toString();
  }

  private static String figures(Score.Tally tally) {
    return String.format(
        Locale.ROOT,
        "%.4f %% (%d of %d)",
        Examination.percent(tally),
        tally.correct(),
        tally.required());
  }

  private static void table(StringBuilder page, String title, Map<String, Score.Tally> tallies) {
    page.append("<table><tr><th>" + title + "<th>score<th>correct<th>required");
    tallies.forEach(
        (name, tally) ->
            page.append("<tr><td>" + escaped(name))
                .append(
                    String.format(Locale.ROOT, "<td class=n>%.4f %%", Examination.percent(tally)))
                .append("<td class=n>" + tally.correct() + "<td class=n>" + tally.required()));
    page.append("</table>");
  }

  private static void failures(StringBuilder page, List<Verdict> failures, boolean values) {
    Map<String, List<Verdict>> groups = new LinkedHashMap<>();
    for (Verdict verdict : failures) {
      Requirement row = verdict.requirement();
      groups
          .computeIfAbsent(
              row.path() + "\0" + row.action() + "\0" + verdict.reason(), key -> new ArrayList<>())
          .add(verdict);
    }
    page.append("<h2>Failures</h2><table><tr><th>where<th>action<th>why<th>rows<th>files");
    page.append(values ? "<th>example" : "");
    groups.values().stream().limit(MOST_GROUPS).forEach(group -> group(page, group, values));
    page.append("</table>");
    if (groups.size() > MOST_GROUPS) {
      page.append("<p>" + (groups.size() - MOST_GROUPS) + " more kinds: see the CSV report.</p>");
    }
  }

  private static void group(StringBuilder page, List<Verdict> group, boolean values) {
    Requirement first = group.get(0).requirement();
    List<String> numbers =
        group.stream()
            .map(verdict -> "" + verdict.requirement().number())
            .distinct()
            .limit(NAMED_FILES)
            .toList();
    page.append("<tr><td>" + escaped(first.path()))
        .append("<td>" + first.action().word())
        .append("<td>" + escaped(group.get(0).reason()))
        .append("<td class=n>" + group.size())
        .append("<td>" + String.join(", ", numbers));
    if (values) {
      boolean box = first.path().equals(Requirement.PIXELS);
      page.append("<td>" + escaped(box ? first.value() : first.actionText()));
    }
  }

  private static void violations(StringBuilder page, Examination examination) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    examination
        .violations()
        .forEach(one -> counts.merge(one.path() + " type " + one.type(), 1, Integer::sum));
    page.append("<h2>New violations of types 1 and 2</h2><table><tr><th>attribute<th>files");
    counts.forEach((name, count) -> page.append("<tr><td>" + name + "<td class=n>" + count));
    page.append("</table>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
