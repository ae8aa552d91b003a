package org.medveil.jobs.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.medveil.jobs.audit.AuditDocument;

/** The numbers {@code charts.js} draws. */
final class ChartData {
  private ChartData() {}

  static Html json(ReportData data, List<AuditDocument> audits) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("sites", data.sites());
    root.put("epsilon", epsilon(data));
    root.put("auroc", auroc(data));
    root.put("roc", roc(data.utility()));
    root.put("counts", counts(data));
    root.put("audits", AuditPage.charts(audits));
    try {
      return Html.json(new ObjectMapper().writeValueAsString(root));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> epsilon(ReportData data) {
    List<Integer> rounds = IntStream.rangeClosed(1, data.rounds()).boxed().toList();
    List<List<Double>> bySite = new ArrayList<>();
    for (String site : data.sites()) {
      bySite.add(
          Arrays.asList(
              rounds.stream().map(r -> data.privacy().epsilon(site, r)).toArray(Double[]::new)));
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("rounds", rounds);
    map.put("bySite", bySite);
    map.put("budget", data.privacy().budgetEpsilon());
    map.put("unit", data.privacy().terms().unit());
    map.put("delta", Format.number(data.privacy().delta()));
    return map;
  }

  private static Map<String, Object> auroc(ReportData data) {
    UtilityData u = data.utility();
    List<List<Number>> points = new ArrayList<>();
    for (UtilityData.RoundScore r : u.byRound()) {
      points.add(List.of(r.round(), r.score().auroc(), r.score().ciLow(), r.score().ciHigh()));
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("points", points);
    map.put("nonPrivate", u.nonPrivate() == null ? null : u.nonPrivate().auroc());
    map.put(
        "local",
        u.localOnly().stream()
            .map(s -> Map.of("site", s.site(), "auroc", s.score().auroc()))
            .toList());
    return map;
  }

  private static List<Object> roc(UtilityData u) {
    return u.roc().stream()
        .<Object>map(r -> Map.of("label", r.label(), "points", r.points()))
        .toList();
  }

  private static List<Object> counts(ReportData data) {
    List<Object> bars = new ArrayList<>();
    for (String site : data.sites()) {
      for (StageCount c : data.counts()) {
        if (c.site().equals(site)) {
          bars.add(
              Map.of(
                  "site", site,
                  "stage", c.stage(),
                  "input", c.input(),
                  "output", c.output(),
                  "out", c.out(),
                  "rejected", c.rejected()));
        }
      }
    }
    return bars;
  }
}
