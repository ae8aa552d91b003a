package org.medveil.jobs.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.cli.PlainText;
import org.medveil.jobs.cli.StrictObject;

/** Reads a document key by key; what {@link AuditWriter} would not have written is refused. */
final class AuditReader {
  static final String SCHEMA = "medveil-audit-1";

  private static final StrictObject.Kind KIND =
      new StrictObject.Kind("audit", "docs/audit-document.md");
  // Possessive: a picture of megabytes must not make the matcher recurse.
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]++={0,2}+");
  private static final List<String> KINDS = List.of("line", "bar", "interval", "heat");
  private static final List<String> VERDICTS = List.of("pass", "fail", "info");

  private AuditReader() {}

  static AuditDocument document(JsonNode tree) {
    return StrictObject.readRoot(tree, KIND, AuditReader::document);
  }

  private static AuditDocument document(StrictObject o) {
    o.oneOf("schema", List.of(SCHEMA));
    String audit = o.text("audit");
    String asked = paragraph(o, "asked");
    List<String> found = paragraphs(o, "found");
    String howSure = paragraph(o, "how_sure");
    List<String> doesNotShow = paragraphs(o, "does_not_show");
    List<AuditFigure> figures = o.objects("figures", AuditReader::figure);
    AuditExhibits exhibits =
        new AuditExhibits(
            o.objects("tables", AuditReader::table),
            o.objects("charts", AuditReader::chart),
            o.objects("pictures", AuditReader::picture));
    AuditFacts facts = o.object("facts", AuditReader::facts);
    return whole(
        () ->
            new AuditDocument(audit, asked, found, howSure, doesNotShow, figures, exhibits, facts));
  }

  private static AuditFigure figure(StrictObject o) {
    String metric = o.text("metric");
    String group = o.text("group");
    double value = o.number("value");
    Double low = o.numberOrNull("ci_low");
    Double high = o.numberOrNull("ci_high");
    Double chance = o.numberOrNull("chance");
    Long n = o.integerOrNull("n", 0);
    String unit = o.textOrNull("unit");
    Double threshold = o.numberOrNull("threshold");
    AuditVerdict verdict = AuditVerdict.of(o.oneOf("verdict", VERDICTS));
    return whole(
        () ->
            new AuditFigure(metric, group, value, low, high, chance, n, unit, threshold, verdict));
  }

  private static AuditTable table(StrictObject o) {
    String title = o.text("title");
    List<String> columns = o.uniqueTexts("columns");
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode row : o.array("rows")) {
      o.check(row.isArray(), "rows", "must hold lists");
      List<String> cells = new ArrayList<>();
      for (JsonNode cell : row) {
        boolean fits =
            cell.isTextual() && (cell.textValue().isEmpty() || PlainText.fits(cell, 400));
        o.check(fits, "rows", "must hold texts of at most 400 characters");
        cells.add(cell.textValue());
      }
      rows.add(cells);
    }
    return whole(() -> new AuditTable(title, columns, rows));
  }

  private static AuditChart chart(StrictObject o) {
    String title = o.text("title");
    AuditChart.Kind kind = AuditChart.Kind.values()[KINDS.indexOf(o.oneOf("kind", KINDS))];
    AuditChart.Axis x = o.object("x", AuditReader::axis);
    AuditChart.Axis y = o.object("y", AuditReader::axis);
    List<AuditChart.Series> series = o.someObjects("series", AuditReader::series);
    return whole(() -> new AuditChart(title, kind, x, y, series));
  }

  private static AuditChart.Axis axis(StrictObject o) {
    return new AuditChart.Axis(o.text("label"), o.flag("logarithmic"));
  }

  private static AuditChart.Series series(StrictObject o) {
    return new AuditChart.Series(
        o.text("name"), o.flag("reference"), o.someObjects("points", AuditReader::point));
  }

  private static AuditChart.Point point(StrictObject o) {
    String category = o.textOrNull("category");
    double x = o.number("x");
    double y = o.number("y");
    Double low = o.numberOrNull("low");
    Double high = o.numberOrNull("high");
    return whole(() -> new AuditChart.Point(category, x, y, low, high));
  }

  private static AuditPicture picture(StrictObject o) {
    String title = o.text("title");
    String png = o.matching("png", BASE64, "must be the base64 of a PNG");
    return whole(() -> new AuditPicture(title, png));
  }

  private static AuditFacts facts(StrictObject o) {
    String subject = o.sha256("subject_sha256");
    String simulated = o.textOrNull("simulated");
    Map<String, String> settings = new TreeMap<>();
    o.objects("settings", s -> settings.put(s.text("name"), s.text("value")) == null);
    Map<String, String> hashes = new TreeMap<>();
    o.objects("hashes", h -> hashes.put(h.text("name"), h.sha256("sha256")) == null);
    return whole(() -> AuditFacts.of(subject, simulated, settings, hashes));
  }

  private static String paragraph(StrictObject o, String key) {
    String text = o.paragraphOrNull(key);
    o.check(text != null, key, "must be a text");
    return text;
  }

  private static List<String> paragraphs(StrictObject o, String key) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : o.array(key)) {
      o.check(
          PlainText.fits(item, Texts.PARAGRAPH), key, "must hold texts of 1 to 4000 characters");
      texts.add(item.textValue());
    }
    return texts;
  }

  /** What the records refuse at birth is bad data when it comes from a file. */
  private static <T> T whole(Supplier<T> record) {
    try {
      return record.get();
    } catch (IllegalArgumentException e) {
      throw Refusal.badData(
          "The audit document cannot be used: a part of it contradicts itself.",
          "The schema stands in " + KIND.schema() + ".");
    }
  }
}
