package org.medveil.jobs.preflight;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.SparkSession;
import org.medveil.contracts.Refusal;

/**
 * Starts Spark. On a cluster from a thread of its own: a context waits without end for a YARN queue
 * that is full, and a minute for a Master that took the connection and says nothing.
 */
final class SessionStart {
  /** What Spark takes for itself on a busy machine. */
  static final Duration OWN_TIME = Duration.ofSeconds(45);

  private final SparkSession.Builder builder;

  SessionStart(SparkSession.Builder builder) {
    this.builder = builder;
  }

  /** In this thread. */
  SparkSession now() {
    try {
      return builder.getOrCreate();
    } catch (Exception | LinkageError e) {
      throw said(e);
    }
  }

  /**
   * @throws Refusal exit 75 when it is not up in time
   */
  SparkSession within(Duration time, String master) {
    FutureTask<SparkSession> start = new FutureTask<>(builder::getOrCreate);
    Thread thread = new Thread(start, "medveil-spark-start");
    thread.setDaemon(true);
    thread.start();
    Duration limit = time.compareTo(OWN_TIME) < 0 ? OWN_TIME : time;
    try {
      SparkSession session = start.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      SparkSession.setActiveSession(session);
      return session;
    } catch (TimeoutException e) {
      start.cancel(true);
      throw Refusal.tryAgain(
          "no application was let in by " + master + " within " + limit.toSeconds() + " s",
          "is a queue full, or is it no Spark 3.5 Master? a longer wait: --wait-resources");
    } catch (ExecutionException e) {
      throw said(e.getCause());
    } catch (InterruptedException e) {
      start.cancel(true);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Spark starts", e);
    }
  }

  private static RuntimeException said(Throwable failure) {
    return StartFailure.of(failure)
        .map(RuntimeException.class::cast)
        .orElseGet(() -> new IllegalStateException("Spark does not start", failure));
  }
}
