package org.medveil.jobs.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the demo measured.
 *
 * @param counts of tables, per site
 * @param train metrics of {@code train}, by site and round
 * @param evaluation metrics of {@code evaluate} on the federated model
 * @param alone metrics of {@code evaluate} on each hospital's own model
 */
record DemoFigures(
    List<String> sites,
    Map<String, SiteCounts> counts,
    Map<String, List<Map<String, Object>>> train,
    Map<String, Object> evaluation,
    Map<String, Map<String, Object>> alone) {

  List<Map<String, Object>> siteMetrics() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (String site : sites) {
      List<Map<String, Object>> rounds = train.get(site);
      Map<String, Object> last = rounds.get(rounds.size() - 1);
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("site", site);
      row.put("files", counts.get(site).files());
      row.put("instances", counts.get(site).instances());
      row.put("rejects", counts.get(site).rejects());
      row.put("images", counts.get(site).images());
      row.put("embeddings", counts.get(site).embeddings());
      row.put("epsilon", last.get("epsilon"));
      row.put("delta", last.get("delta"));
      row.put("unit", last.get("unit"));
      row.put("relation", last.get("relation"));
      row.put("sampler", last.get("sampler"));
      rows.add(row);
    }
    return rows;
  }

  Map<String, Object> auroc() {
    Map<String, Object> auroc = new LinkedHashMap<>();
    List<Map<String, Object>> rounds = rounds(evaluation);
    auroc.put("federatedDp", rounds.get(rounds.size() - 1).get("auroc"));
    auroc.put("nonPrivate", nonPrivate().get("auroc"));
    auroc.put(
        "localOnly",
        alone.values().stream()
            .mapToDouble(figures -> ((Number) rounds(figures).get(0).get("auroc")).doubleValue())
            .average()
            .orElseThrow());
    auroc.put("byRound", rounds);
    return auroc;
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> nonPrivate() {
    return (Map<String, Object>) evaluation.get("nonPrivate");
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> rounds(Map<String, Object> evaluation) {
    return (List<Map<String, Object>>) evaluation.get("rounds");
  }
}
