package org.medveil.jobs.tables;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.medveil.jobs.cli.DatasetVersion;
import org.medveil.jobs.cli.Lineage;

/** Which snapshots of which tables one open warehouse was read at and left at. */
final class TableVersions {
  private final Map<String, Optional<String>> read = new LinkedHashMap<>();
  private final Map<String, Optional<String>> written = new LinkedHashMap<>();

  /** The first read counts: later ones of the same run see what it wrote itself. */
  synchronized void read(String location, Optional<Long> snapshot) {
    if (!written.containsKey(location)) {
      read.putIfAbsent(location, snapshot.map(String::valueOf));
    }
  }

  synchronized void wrote(String location, Optional<Long> snapshot) {
    written.put(location, snapshot.map(String::valueOf));
  }

  synchronized Lineage lineage(SparkContext spark) {
    return new Lineage(
        read.entrySet().stream().map(TableVersions::dataset).toList(),
        written.entrySet().stream().map(TableVersions::dataset).toList(),
        Map.of("sparkApplication", spark.applicationId(), "sparkMaster", spark.master()));
  }

  private static DatasetVersion dataset(Map.Entry<String, Optional<String>> table) {
    return DatasetVersion.at(table.getKey(), table.getValue());
  }
}
