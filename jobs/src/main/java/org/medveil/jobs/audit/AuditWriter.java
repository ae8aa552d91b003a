package org.medveil.jobs.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** A document as maps and lists, in the order of the schema. */
final class AuditWriter {
  private AuditWriter() {}

  static Map<String, Object> tree(AuditDocument document) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("schema", AuditReader.SCHEMA);
    root.put("audit", document.audit());
    root.put("asked", document.asked());
    root.put("found", document.found());
    root.put("how_sure", document.howSure());
    root.put("does_not_show", document.doesNotShow());
    root.put("figures", document.figures().stream().map(AuditWriter::figure).toList());
    AuditExhibits exhibits = document.exhibits();
    root.put("tables", exhibits.tables().stream().map(AuditWriter::table).toList());
    root.put("charts", exhibits.charts().stream().map(AuditWriter::chart).toList());
    root.put("pictures", exhibits.pictures().stream().map(AuditWriter::picture).toList());
    root.put("facts", facts(document.facts()));
    return root;
  }

  private static Map<String, Object> figure(AuditFigure figure) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("metric", figure.metric());
    map.put("group", figure.group());
    map.put("value", figure.value());
    map.put("ci_low", figure.ciLow());
    map.put("ci_high", figure.ciHigh());
    map.put("chance", figure.chance());
    map.put("n", figure.n());
    map.put("unit", figure.unit());
    map.put("threshold", figure.threshold());
    map.put("verdict", figure.verdict().word());
    return map;
  }

  private static Map<String, Object> table(AuditTable table) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("title", table.title());
    map.put("columns", table.columns());
    map.put("rows", table.rows());
    return map;
  }

  static Map<String, Object> chart(AuditChart chart) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("title", chart.title());
    map.put("kind", chart.kind().name().toLowerCase(Locale.ROOT));
    map.put("x", axis(chart.x()));
    map.put("y", axis(chart.y()));
    map.put("series", chart.series().stream().map(AuditWriter::series).toList());
    return map;
  }

  private static Map<String, Object> axis(AuditChart.Axis axis) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("label", axis.label());
    map.put("logarithmic", axis.logarithmic());
    return map;
  }

  private static Map<String, Object> series(AuditChart.Series series) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", series.name());
    map.put("reference", series.reference());
    map.put("points", series.points().stream().map(AuditWriter::point).toList());
    return map;
  }

  private static Map<String, Object> point(AuditChart.Point point) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("category", point.category());
    map.put("x", point.x());
    map.put("y", point.y());
    map.put("low", point.low());
    map.put("high", point.high());
    return map;
  }

  private static Map<String, Object> picture(AuditPicture picture) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("title", picture.title());
    map.put("png", picture.pngBase64());
    return map;
  }

  private static Map<String, Object> facts(AuditFacts facts) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("subject_sha256", facts.subjectSha256());
    map.put("simulated", facts.simulated());
    map.put("settings", pairs(facts.settings(), "value"));
    map.put("hashes", pairs(facts.hashes(), "sha256"));
    return map;
  }

  private static List<Map<String, Object>> pairs(SortedMap<String, String> values, String key) {
    List<Map<String, Object>> pairs = new ArrayList<>();
    values.forEach(
        (name, value) -> {
          Map<String, Object> pair = new LinkedHashMap<>();
          pair.put("name", name);
          pair.put(key, value);
          pairs.add(pair);
        });
    return pairs;
  }
}
