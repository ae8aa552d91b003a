package org.medveil.jobs.preflight;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/**
 * Waits until executors are there and one has run a task. The task is what makes dynamic allocation
 * ask for its first executor: with nothing to do it would never have any. Its code is Spark's own,
 * so it needs nothing of the application.
 */
final class ExecutorWait {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration ASK = Duration.ofSeconds(3);
  private static final Duration TELL = Duration.ofSeconds(10);

  private final SparkContext spark;
  private final Patience patience;
  private final MasterWatch watch;
  private final Consumer<String> say;

  ExecutorWait(SparkContext spark, Patience patience, MasterWatch watch, Consumer<String> say) {
    this.spark = spark;
    this.patience = patience;
    this.watch = watch;
    this.say = say;
  }

  /**
   * @throws Refusal exit 75 when they do not come in time, 2 when they cannot come at all
   */
  void until(Deadline deadline) {
    JavaFutureAction<Long> task =
        JavaSparkContext.fromSparkContext(spark).parallelize(List.of(0), 1).countAsync();
    Deadline ask = Deadline.in(ASK);
    Deadline tell = Deadline.in(TELL);
    Optional<Shortage> shortage = Optional.empty();
    try {
      while (true) {
        refuseStopped();
        if (task.isDone() && (executors() >= patience.executors() || !succeeded(task))) {
          return;
        }
        if (ask.passed() || deadline.passed()) {
          shortage = watch.shortage(spark.applicationId());
          refuseLasting(shortage);
          ask = Deadline.in(ASK);
        }
        if (deadline.passed()) {
          throw tooLate(shortage);
        }
        if (tell.passed()) {
          say.accept(
              "waiting for executors, %d of %d, %d s left%s"
                  .formatted(
                      executors(),
                      patience.executors(),
                      deadline.left().toSeconds(),
                      shortage.map(s -> ": " + s.reason()).orElse("")));
          tell = Deadline.in(TELL);
        }
        deadline.pause(LOOK);
      }
    } finally {
      if (!task.isDone()) {
        task.cancel(true);
      }
    }
  }

  /** False never: a first task that fails says what every task would say. */
  private boolean succeeded(JavaFutureAction<Long> task) {
    try {
      return task.get() == 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the cluster", e);
    } catch (ExecutionException e) {
      refuseStopped();
      throw new Refusal(
          ExitCode.TRY_AGAIN,
          "the first task failed on the executors",
          "their logs say why: the work folder of the workers, or yarn logs, kubectl logs",
          e);
    }
  }

  private int executors() {
    // The driver is among them.
    return spark.isStopped() ? 0 : spark.getExecutorMemoryStatus().size() - 1;
  }

  private void refuseStopped() {
    if (spark.isStopped()) {
      throw givenUp(null);
    }
  }

  /** Spark stops its context by itself when the Master goes away or removes the application. */
  static Refusal givenUp(Exception cause) {
    return new Refusal(
        ExitCode.TRY_AGAIN,
        "the cluster gave the application up: the Master went away, or removed it",
        "the Master's log says why: pipelines/cluster status",
        cause);
  }

  private static void refuseLasting(Optional<Shortage> shortage) {
    if (shortage.isPresent() && shortage.get().lasting()) {
      throw Refusal.usage(shortage.get().reason(), shortage.get().cure());
    }
  }

  private Refusal tooLate(Optional<Shortage> shortage) {
    int there = Math.min(executors(), patience.executors());
    String waited =
        "%d of %d executors after %d s (%s)%s"
            .formatted(
                there,
                patience.executors(),
                patience.limit().toSeconds(),
                Patience.WAIT,
                there < patience.executors() ? "" : ", but a first task has not come to its end");
    if (shortage.isPresent()) {
      return Refusal.tryAgain(waited + ": " + shortage.get().reason(), shortage.get().cure());
    }
    String look = watch.where().isEmpty() ? "the cluster's pages" : watch.where();
    return Refusal.tryAgain(
        waited + "; the cluster gives no reason",
        "look at " + look + " (" + Patience.UI + " says where a standalone Master's pages are)");
  }
}
