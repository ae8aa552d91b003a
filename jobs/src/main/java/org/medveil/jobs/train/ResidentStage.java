package org.medveil.jobs.train;

import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.medveil.jobs.train.resident.Order;
import org.medveil.jobs.train.resident.StageServer;
import org.medveil.learning.Cohort;
import org.medveil.learning.StepPoint;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * One barrier stage from its start to its end. All tasks run at once or none; when one fails, Spark
 * fails all. The tasks meet at this stage's server, not at {@code BarrierTaskContext}, whose calls
 * take a second each.
 */
final class ResidentStage implements AutoCloseable {
  private static final long SECONDS_TO_GO_HOME = 20;

  private final SparkContext spark;
  private final StageServer server;
  private final String group = "medveil-resident-" + UUID.randomUUID();
  private final FutureTask<Void> job;

  ResidentStage(JavaRDD<Cohort> cohorts, SumRecipe recipe) {
    this.spark = cohorts.context();
    this.server = StageServer.open(SparkEnv.get(), cohorts.getNumPartitions(), recipe.length());
    ResidentTask task = new ResidentTask(server.ticket(), recipe);
    this.job =
        new FutureTask<>(
            () -> {
              try {
                run(cohorts, task);
                server.lose(new IllegalStateException("the tasks went home"));
              } catch (Exception e) {
                server.lose(e);
                throw e;
              }
              return null;
            });
    Thread thread = new Thread(job, "medveil-resident");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(JavaRDD<Cohort> cohorts, ResidentTask task) {
    spark.setJobGroup(group, "resident training", true);
    ClassTag<Object> any = ClassTag$.MODULE$.apply(Object.class);
    JavaRDD.fromRDD(cohorts.rdd().barrier().mapPartitions(task, false, any), any).collect();
  }

  /** The step's exact sum, or an exception when a task is lost. */
  CompletableFuture<long[]> sum(StepPoint point) {
    return server.sum(new Order(point.step(), point.clippingNorm(), point.parameters()));
  }

  /** Waits until no task is left, so that the slots are free. */
  @Override
  public void close() {
    server.end();
    try {
      job.get(SECONDS_TO_GO_HOME, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      spark.cancelJobGroup(group);
    } catch (ExecutionException | CancellationException e) {
      // Why the stage failed has been told where its step was awaited.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      spark.cancelJobGroup(group);
    } finally {
      server.close();
    }
  }
}
