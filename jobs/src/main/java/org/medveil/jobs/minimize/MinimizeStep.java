package org.medveil.jobs.minimize;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.medveil.contracts.Tables;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.jobs.tables.HadoopConf;
import org.medveil.jobs.tables.TableStore;

/** Catalogue to images: {@code candidates = images + rejects}. */
final class MinimizeStep {
  private MinimizeStep() {}

  /** Counts of a run; {@code suppressed} are rows whose quasi-identifiers k-anonymity removed. */
  record Counts(long candidates, long images, long rejects, long suppressed) {}

  static Counts run(TableStore store, DataUseAgreement agreement, Pseudonymizer pseudonyms) {
    Dataset<Row> candidates =
        fresh(
            CandidateStep.run(
                store.read(Tables.INSTANCES), store.readOrEmpty(Tables.OUTCOMES), agreement),
            store,
            agreement);
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(store.spark().sparkContext());
    HadoopConf hadoop = new HadoopConf(spark.hadoopConfiguration());
    Minimizer minimizer = new Minimizer(agreement, pseudonyms);
    Dataset<Row> cached = candidates.persist(StorageLevel.MEMORY_AND_DISK());
    JavaRDD<Minimized> minimized =
        cached
            .javaRDD()
            .repartition(spark.defaultParallelism() * 4)
            .map(row -> minimizer.minimize(Candidate.fromRow(row), hadoop.get()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long total = cached.count();
      long suppressed = cached.filter(col("suppressed")).count();
      long images = store.append(Tables.IMAGES, minimized.map(Minimized::image));
      long rejects = store.append(Tables.REJECTS, minimized.map(Minimized::reject));
      return new Counts(total, images, rejects, suppressed);
    } finally {
      minimized.unpersist();
      cached.unpersist();
    }
  }

  /** What this agreement has not seen yet. */
  private static Dataset<Row> fresh(
      Dataset<Row> candidates, TableStore store, DataUseAgreement agreement) {
    Dataset<Row> images =
        store
            .readOrEmpty(Tables.IMAGES)
            .filter(col("policy_sha256").equalTo(agreement.sha256()))
            .select("instance_key");
    Dataset<Row> rejects =
        store
            .readOrEmpty(Tables.REJECTS)
            .filter(
                col("stage")
                    .equalTo(Minimizer.STAGE)
                    .and(col("detail").endsWith(Minimizer.mark(agreement))))
            .select("source_sha256");
    return candidates
        .join(
            images, candidates.col("instance_key").equalTo(images.col("instance_key")), "left_anti")
        .join(
            rejects,
            candidates.col("source_sha256").equalTo(rejects.col("source_sha256")),
            "left_anti");
  }
}
