package org.medveil.jobs.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.medveil.contracts.Tables;
import org.medveil.jobs.tables.SparkSessions;
import org.medveil.jobs.tables.TableStore;

/**
 * What a warehouse holds, counted in its tables and not taken from any verb's word.
 *
 * @param rejectsByStage stage to reason to count
 */
record SiteCounts(
    long instances, long images, long embeddings, Map<String, Map<String, Long>> rejectsByStage) {
  static SiteCounts of(Path warehouse) {
    TableStore store = TableStore.open(SparkSessions.open("demo"), warehouse.toString());
    Map<String, Map<String, Long>> rejects = new TreeMap<>();
    for (Row row :
        store.readOrEmpty(Tables.REJECTS).groupBy("stage", "reason").count().collectAsList()) {
      rejects
          .computeIfAbsent(row.getString(0), stage -> new TreeMap<>())
          .put(row.getString(1), row.getLong(2));
    }
    return new SiteCounts(
        store.readOrEmpty(Tables.INSTANCES).count(),
        store.readOrEmpty(Tables.IMAGES).count(),
        store.readOrEmpty(Tables.EMBEDDINGS).count(),
        rejects);
  }

  static int vectorLength(Path warehouse) {
    List<Row> row =
        TableStore.open(SparkSessions.open("demo"), warehouse.toString())
            .read(Tables.EMBEDDINGS)
            .select("dim")
            .limit(1)
            .collectAsList();
    return row.isEmpty() ? 0 : row.get(0).getInt(0);
  }

  long rejects(String stage) {
    return rejectsByStage.getOrDefault(stage, Map.of()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  long rejects() {
    return rejectsByStage.keySet().stream().mapToLong(this::rejects).sum();
  }

  long files() {
    return instances + rejects("ingest");
  }
}
