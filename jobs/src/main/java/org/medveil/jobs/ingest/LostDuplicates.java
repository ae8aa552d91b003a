package org.medveil.jobs.ingest;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.medveil.contracts.RejectReason;
import org.medveil.contracts.Tables;
import org.medveil.jobs.tables.TableStore;
import scala.Tuple2;

/**
 * Copies of catalogued files that have no row. A run writes instances first and rejects second;
 * killed in between it leaves copies without their rows, and the hash alone would call them known.
 */
final class LostDuplicates {
  private LostDuplicates() {}

  /** Rows there are, by hash, where more files are there than rows; empty in a calm life. */
  static Map<String, Long> recorded(
      JavaRDD<Ingested> read, Set<String> knownHashes, TableStore store) {
    if (knownHashes.isEmpty()) {
      return Map.of();
    }
    Map<String, Long> copies =
        new HashMap<>(
            byHash(read)
                .mapValues(file -> 1L)
                .reduceByKey(Long::sum)
                .filter(one -> one._2() > 1)
                .collectAsMap());
    if (copies.isEmpty()) {
      return Map.of();
    }
    Object[] hashes = copies.keySet().toArray();
    Map<String, Long> rows = new HashMap<>();
    store
        .readOrEmpty(Tables.INSTANCES)
        .filter(col("source_sha256").isin(hashes))
        .select("source_sha256")
        .collectAsList()
        .forEach(row -> rows.merge(row.getString(0), 1L, Long::sum));
    store
        .readOrEmpty(Tables.REJECTS)
        .filter(IngestStep.INGEST_REJECTS)
        .filter(col("source_sha256").isin(hashes))
        .select("source_sha256")
        .collectAsList()
        .forEach(row -> rows.computeIfPresent(row.getString(0), (hash, n) -> n + 1));
    rows.entrySet().removeIf(one -> one.getValue() >= copies.get(one.getKey()));
    return rows;
  }

  /** The rejects that are missing: the instance is the first by place, as {@code settle} chose. */
  static JavaRDD<Ingested> of(JavaRDD<Ingested> read, Map<String, Long> recorded) {
    Map<String, Long> rows = new HashMap<>(recorded);
    return byHash(read)
        .filter(one -> rows.containsKey(one._1()))
        .groupByKey()
        .flatMap(
            same -> {
              List<Ingested> files = new ArrayList<>();
              same._2().forEach(files::add);
              files.sort(Comparator.comparing(Ingested::place));
              return files.stream()
                  .skip(rows.get(same._1()))
                  .map(
                      file ->
                          IngestStep.duplicate(
                              file, RejectReason.DUPLICATE, "same instance, same bytes"))
                  .iterator();
            });
  }

  private static JavaPairRDD<String, Ingested> byHash(JavaRDD<Ingested> read) {
    return read.filter(file -> file.instance() != null)
        .mapToPair(file -> new Tuple2<>(file.sha256(), file));
  }
}
