package org.medveil.testkit;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * One Spark session for all tests of a JVM: starting one costs seconds. Verbs find it as the
 * running session; it stops when the last test has ended.
 */
public final class LocalSpark implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.GLOBAL)
        .getOrComputeIfAbsent(LocalSpark.class, key -> new Session(start()));
  }

  private static SparkSession start() {
    return SparkSession.builder()
        // Two slots; a task may fail twice before its job does, so that retries can be tested.
        .master("local[2,3]")
        .appName("medveil tests")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config(
            "spark.sql.extensions",
            "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
        .getOrCreate();
  }

  private record Session(SparkSession spark) implements CloseableResource {
    @Override
    public void close() {
      spark.stop();
    }
  }
}
