package org.medveil.jobs.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.medveil.contracts.RejectReason;
import org.medveil.contracts.Tables;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.jobs.tables.Basis;
import org.medveil.jobs.tables.HadoopConf;
import org.medveil.jobs.tables.SourceFile;
import org.medveil.jobs.tables.SourceListing;
import org.medveil.jobs.tables.SourceReader;
import org.medveil.jobs.tables.TableStore;

/** Files in, rows out: every file ends as an instance, a reject, or one that was known before. */
final class IngestStep {
  /** Rows of this many tasks' files are settled together: they are small beside the files. */
  private static final int TASKS_A_PART = 64;

  static final String INGEST_REJECTS = "stage = '" + FileIngester.STAGE + "'";

  private IngestStep() {}

  /**
   * Counts of a run; {@code files = known + instances + rejects}.
   *
   * @param files read; a member of an archive counts as one
   * @param known whose bytes were ingested or rejected by an earlier run
   * @param instances new rows
   * @param rejects new rows
   */
  record Counts(long files, long known, long instances, long rejects) {}

  /** What was read, counted in the pass that reads. */
  private record Seen(long files, long known) implements Serializable {
    static final Seen NONE = new Seen(0, 0);

    Seen and(Ingested file, Set<String> hashes) {
      return new Seen(files + 1, known + (file.isIn(hashes) ? 1 : 0));
    }

    Seen and(Seen other) {
      return new Seen(files + other.files, known + other.known);
    }
  }

  static Counts run(List<SourceFile> files, TableStore store, Pseudonymizer pseudonyms) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(store.spark().sparkContext());
    Broadcast<HadoopConf> hadoop = spark.broadcast(new HadoopConf(spark.hadoopConfiguration()));
    // Before anything is read: what others add from here on is not known to this run.
    Basis instancesBefore = store.basis(Tables.INSTANCES, "true");
    Basis rejectsBefore = store.basis(Tables.REJECTS, INGEST_REJECTS);
    Broadcast<Set<String>> knownHashes = spark.broadcast(hashes(store));
    Broadcast<Set<String>> keysBefore = spark.broadcast(keys(store));
    FileIngester ingester = new FileIngester(pseudonyms);
    List<List<SourceFile>> tasks = SourceListing.pack(files, spark.defaultParallelism());
    JavaRDD<Ingested> read =
        spark
            .parallelize(tasks, Math.max(1, tasks.size()))
            .flatMap(task -> readAll(task, ingester, hadoop.value().get()).iterator())
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
    JavaRDD<Ingested> fresh = read.filter(file -> !file.isIn(knownHashes.value()));
    int parts = Math.max(spark.defaultParallelism(), tasks.size() / TASKS_A_PART);
    JavaRDD<Ingested> unique =
        fresh
            .filter(file -> file.instance() != null)
            .groupBy(Ingested::instanceKey, parts)
            .flatMap(one -> settle(one._2(), keysBefore.value().contains(one._1())).iterator());
    Map<String, Long> recorded = LostDuplicates.recorded(read, knownHashes.value(), store);
    JavaRDD<Ingested> settled =
        fresh
            .filter(file -> file.instance() == null)
            .coalesce(parts)
            .union(unique)
            .union(LostDuplicates.of(read, recorded))
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
    try {
      Seen seen =
          read.aggregate(Seen.NONE, (some, file) -> some.and(file, knownHashes.value()), Seen::and);
      long instances = store.append(instancesBefore, settled.map(Ingested::instance));
      long rejects = store.append(rejectsBefore, settled.map(Ingested::reject));
      long known =
          seen.known() - (recorded.isEmpty() ? 0 : LostDuplicates.of(read, recorded).count());
      return new Counts(seen.files(), known, instances, rejects);
    } finally {
      settled.unpersist();
      read.unpersist();
    }
  }

  private static List<Ingested> readAll(
      List<SourceFile> task, FileIngester ingester, Configuration hadoop) {
    List<Ingested> out = new ArrayList<>(task.size());
    for (SourceFile file : task) {
      out.addAll(SourceReader.read(file, hadoop, ingester));
    }
    return out;
  }

  /** One SOP instance enters once: the smallest hash wins, so the choice does not hang on order. */
  private static List<Ingested> settle(Iterable<Ingested> sameInstance, boolean seenBefore) {
    List<Ingested> sorted = new ArrayList<>();
    sameInstance.forEach(sorted::add);
    // Then by place: a task that is computed again must not choose another of two equal files.
    sorted.sort(Comparator.comparing(Ingested::sha256).thenComparing(Ingested::place));
    List<Ingested> out = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      Ingested file = sorted.get(i);
      if (i == 0 && !seenBefore) {
        out.add(file);
      } else if (i > 0 && !seenBefore && file.sha256().equals(sorted.get(0).sha256())) {
        out.add(duplicate(file, RejectReason.DUPLICATE, "same instance, same bytes"));
      } else {
        out.add(
            duplicate(file, RejectReason.CONFLICTING_DUPLICATE, "same instance with other bytes"));
      }
    }
    return out;
  }

  static Ingested duplicate(Ingested file, RejectReason reason, String detail) {
    return FileIngester.reject(file.encryptedUri(), file.sha256(), reason, detail);
  }

  private static Set<String> hashes(TableStore store) {
    Set<String> hashes = new HashSet<>();
    store
        .readOrEmpty(Tables.INSTANCES)
        .select("source_sha256")
        .collectAsList()
        .forEach(row -> hashes.add(row.getString(0)));
    store
        .readOrEmpty(Tables.REJECTS)
        .filter(INGEST_REJECTS + " AND source_sha256 IS NOT NULL")
        .select("source_sha256")
        .collectAsList()
        .forEach(row -> hashes.add(row.getString(0)));
    return hashes;
  }

  private static Set<String> keys(TableStore store) {
    Set<String> keys = new HashSet<>();
    store
        .readOrEmpty(Tables.INSTANCES)
        .select("instance_key")
        .collectAsList()
        .forEach(row -> keys.add(row.getString(0)));
    return keys;
  }
}
