package org.medveil.jobs.tables;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.medveil.jobs.cli.Progress;

/** Turns Spark's task events into progress lines while a stage runs. */
public final class StageProgress {
  private StageProgress() {}

  /** Runs the work; a line at most once a second says how many tasks are done. */
  public static <T> T during(SparkSession spark, Progress progress, Supplier<T> work) {
    SparkListener listener = new TaskCounter(progress);
    spark.sparkContext().addSparkListener(listener);
    try {
      return work.get();
    } finally {
      spark.sparkContext().removeSparkListener(listener);
    }
  }

  private static final class TaskCounter extends SparkListener {
    private final Progress progress;
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong done = new AtomicLong();

    TaskCounter(Progress progress) {
      this.progress = progress;
    }

    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted stage) {
      total.addAndGet(stage.stageInfo().numTasks());
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd task) {
      long finished = done.incrementAndGet();
      if (finished < total.get()) {
        progress.count("tasks", finished, total.get());
      }
    }
  }
}
