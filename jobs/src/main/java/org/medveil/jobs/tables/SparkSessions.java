package org.medveil.jobs.tables;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.medveil.jobs.preflight.Preflight;

/**
 * The session a verb works in: the one that is running, or a new one with what Spark's own launcher
 * configured. Only settings that correctness needs are made here; the rest belongs to conf/spark.
 */
public final class SparkSessions {
  /** Iceberg SQL and a gradient sum that no speculative copy can enter twice. */
  private static final Map<String, String> REQUIRED =
      Map.of(
          "spark.sql.extensions",
          "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
          "spark.speculation",
          "false");

  private static final String LOCAL_DIR = "spark.local.dir";

  /** What spark-submit calls an application that was given no name: its main class. */
  private static final String NO_NAME = "org.medveil.jobs.Main";

  private SparkSessions() {}

  /**
   * The session for a verb. Outside spark-submit it runs on all local cores.
   *
   * @throws org.medveil.contracts.Refusal exit 2 or 75 where Spark cannot start, or would wait
   *     without end
   */
  public static SparkSession open(String verb) {
    SparkSession.Builder builder = SparkSession.builder();
    SparkConf conf = new SparkConf();
    if (conf.get("spark.app.name", NO_NAME).equals(NO_NAME)) {
      conf.setAppName("medveil " + verb);
    }
    if (!conf.contains("spark.master")) {
      conf.setMaster("local[*]")
          .set("spark.ui.enabled", "false")
          .set("spark.sql.shuffle.partitions", "4");
    }
    REQUIRED.forEach(conf::set);
    builder.config(conf);
    if (running()) {
      return builder.getOrCreate();
    }
    if (System.getenv("SPARK_LOCAL_DIRS") == null) {
      conf.set(LOCAL_DIR, ScratchFolders.within(Optional.ofNullable(conf.get(LOCAL_DIR, null))));
      builder.config(conf);
    }
    return Preflight.open(builder, conf);
  }

  /** A program may have opened one; its settings are its own. */
  private static boolean running() {
    return SparkSession.getActiveSession()
        .orElse(SparkSession::getDefaultSession)
        .exists(session -> !session.sparkContext().isStopped());
  }
}
