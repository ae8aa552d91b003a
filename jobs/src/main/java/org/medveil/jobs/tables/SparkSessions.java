package org.medveil.jobs.tables;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

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

  private SparkSessions() {}

  /** The session for a verb. Outside spark-submit it runs on all local cores. */
  public static SparkSession open(String verb) {
    SparkSession.Builder builder = SparkSession.builder().appName("medveil " + verb);
    REQUIRED.forEach(builder::config);
    if (System.getProperty("spark.master") == null) {
      builder
          .master("local[*]")
          .config("spark.ui.enabled", "false")
          .config("spark.sql.shuffle.partitions", "4");
    }
    return builder.getOrCreate();
  }
}
