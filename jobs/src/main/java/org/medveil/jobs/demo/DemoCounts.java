package org.medveil.jobs.demo;

import static org.medveil.jobs.demo.DemoReport.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Counts in, counts out and quarantined, stage by stage. */
final class DemoCounts {
  private DemoCounts() {}

  static List<Map<String, Object>> section(Map<String, SiteCounts> sites) {
    List<Map<String, Object>> rows = new ArrayList<>();
    sites.forEach(
        (site, counts) -> {
          rows.add(
              stage(
                  site,
                  "ingest",
                  "files",
                  "instances",
                  counts,
                  counts.files(),
                  counts.instances()));
          rows.add(
              stage(
                  site,
                  "minimize",
                  "instances",
                  "images",
                  counts,
                  counts.instances(),
                  counts.images()));
          rows.add(
              stage(
                  site,
                  "encode",
                  "images",
                  "embeddings",
                  counts,
                  counts.images(),
                  counts.embeddings()));
        });
    return rows;
  }

  private static Map<String, Object> stage(
      String site,
      String stage,
      String input,
      String output,
      SiteCounts counts,
      long in,
      long out) {
    List<Map<String, Object>> rejects = new ArrayList<>();
    counts
        .rejectsByStage()
        .getOrDefault(stage, Map.of())
        .forEach((reason, count) -> rejects.add(map("reason", reason, "count", count)));
    return map(
        "site",
        site,
        "stage",
        stage,
        "input",
        input,
        "output",
        output,
        "rows_in",
        in,
        "rows_out",
        out,
        "rejects",
        rejects);
  }
}
