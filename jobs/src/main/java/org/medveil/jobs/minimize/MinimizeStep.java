package org.medveil.jobs.minimize;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.sum;

import java.util.Map;
import java.util.Objects;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.medveil.contracts.Tables;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.jobs.tables.Basis;
import org.medveil.jobs.tables.HadoopConf;
import org.medveil.jobs.tables.TableStore;

/** Catalogue to images: {@code candidates = images + rejects}. */
final class MinimizeStep {
  private MinimizeStep() {}

  static Counts run(TableStore store, DataUseAgreement agreement, Pseudonymizer pseudonyms) {
    // Before anything is read: what others add from here on is not known to this run.
    Basis imagesBefore = store.basis(Tables.IMAGES, "policy_sha256 = '" + agreement.sha256() + "'");
    Basis rejectsBefore = store.basis(Tables.REJECTS, "stage = '" + Minimizer.STAGE + "'");
    Dataset<Row> candidates =
        fresh(
            CandidateStep.run(
                store.read(Tables.INSTANCES), store.readOrEmpty(Tables.OUTCOMES), agreement),
            store,
            agreement);
    Dataset<Row> cached = candidates.persist(StorageLevel.MEMORY_AND_DISK());
    JavaRDD<Minimized> minimized =
        minimized(store, cached, agreement, pseudonyms).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Row objects =
          cached
              .groupBy("instance_key")
              .agg(first("frames_left_out").as("left_out"))
              .agg(count(lit(1)), coalesce(sum(col("left_out").cast("long")), lit(0L)))
              .first();
      long total = cached.count();
      long suppressed = cached.filter(col("suppressed")).count();
      long images = store.append(imagesBefore, minimized.map(Minimized::image));
      long rejects = store.append(rejectsBefore, minimized.map(Minimized::reject));
      Map<String, Long> pixels =
          minimized.map(Minimized::pixels).filter(Objects::nonNull).countByValue();
      return new Counts(
          objects.getLong(0), objects.getLong(1), total, images, rejects, suppressed, pixels);
    } finally {
      minimized.unpersist();
      cached.unpersist();
    }
  }

  private static JavaRDD<Minimized> minimized(
      TableStore store, Dataset<Row> rows, DataUseAgreement agreement, Pseudonymizer pseudonyms) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(store.spark().sparkContext());
    Broadcast<HadoopConf> hadoop = spark.broadcast(new HadoopConf(spark.hadoopConfiguration()));
    Minimizer minimizer = new Minimizer(agreement);
    GroupReader reader = new GroupReader(minimizer, pseudonyms);
    JavaRDD<Candidate> candidates = rows.javaRDD().map(Candidate::fromRow);
    JavaRDD<Minimized> refused =
        candidates.flatMap(candidate -> minimizer.refusal(candidate).stream().iterator());
    JavaRDD<Candidate> wanted =
        candidates.filter(candidate -> minimizer.refusal(candidate).isEmpty());
    // Two steps, and the second one lazily: no frame is decoded before the one in front is written.
    JavaRDD<Minimized> read =
        SourceGroup.of(wanted, pseudonyms, spark.defaultParallelism() * 4)
            .flatMap(group -> reader.read(group, hadoop.value().get()))
            .flatMap(frames -> frames);
    return refused.union(read);
  }

  /** What this agreement has not seen yet. */
  private static Dataset<Row> fresh(
      Dataset<Row> candidates, TableStore store, DataUseAgreement agreement) {
    Dataset<Row> images =
        store
            .readOrEmpty(Tables.IMAGES)
            .filter(col("policy_sha256").equalTo(agreement.sha256()))
            .select("instance_key", "frame_index");
    Dataset<Row> rejects =
        store
            .readOrEmpty(Tables.REJECTS)
            .filter(col("stage").equalTo(Minimizer.STAGE))
            .select(
                col("source_sha256"),
                regexp_extract(col("detail"), Minimizer.markPattern(agreement), 1).as("frame"));
    return candidates
        .join(
            images,
            candidates
                .col("instance_key")
                .equalTo(images.col("instance_key"))
                .and(candidates.col("frame_index").equalTo(images.col("frame_index"))),
            "left_anti")
        .join(
            rejects,
            candidates
                .col("source_sha256")
                .equalTo(rejects.col("source_sha256"))
                .and(candidates.col("frame_index").cast("string").equalTo(rejects.col("frame"))),
            "left_anti");
  }
}
