package org.medveil.jobs.preflight;

import org.apache.spark.SparkConf;
import org.medveil.contracts.Refusal;

/**
 * The GPU settings among themselves. With some of these mistakes Spark schedules no task, ever, and
 * says so nowhere; with others devices stand idle.
 */
final class GpuKeys {
  static final String TASK_GPUS = "spark.task.resource.gpu.amount";

  /** 0.33 stands for a third: what is left over of a device may be so much of a task. */
  private static final double LEFT_OVER = 0.05;

  private GpuKeys() {}

  /** Exit 2 unless they make sense. */
  static void check(SparkConf conf, ClusterMaster master) {
    boolean executor = conf.contains(ExecutorShape.GPUS);
    boolean task = conf.contains(TASK_GPUS);
    if (!executor && !task) {
      return;
    }
    if (master.local()) {
      throw Refusal.usage(
          (executor ? ExecutorShape.GPUS : TASK_GPUS)
              + " does not go with master "
              + master.text()
              + ": a local master has no executors that could own a GPU, and Spark would wait for"
              + " one without end",
          "take a cluster's profile (--cluster standalone-gpu), or leave the GPU keys out");
    }
    if (!executor) {
      throw Refusal.usage(
          TASK_GPUS + " is set and " + ExecutorShape.GPUS + " is not",
          "a task gets its GPU from its executor: set both");
    }
    int owned = (int) number(conf, ExecutorShape.GPUS, true);
    if (!task) {
      throw Refusal.usage(
          ExecutorShape.GPUS + " is " + owned + " and " + TASK_GPUS + " is not set",
          "no task would see the executor's GPUs: set both");
    }
    divides(owned, number(conf, TASK_GPUS, false));
  }

  private static void divides(int owned, double asked) {
    double share = asked <= 0.5 ? 1 / asked : owned / asked;
    boolean allowed = asked <= 0.5 || asked == Math.rint(asked);
    if (!allowed || share < 1 || share - Math.floor(share) >= LEFT_OVER) {
      throw Refusal.usage(
          TASK_GPUS + " " + plain(asked) + " does not divide " + ExecutorShape.GPUS + " " + owned,
          "1 task a GPU is 1; 2, 3, 4 tasks are 0.5, 0.33, 0.25; a task with several GPUs takes a"
              + " whole number that divides the executor's");
    }
  }

  private static double number(SparkConf conf, String key, boolean whole) {
    try {
      double value = Double.parseDouble(conf.get(key));
      if (value > 0 && !Double.isInfinite(value) && (!whole || value == Math.rint(value))) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw Refusal.usage(
        key + " is not " + (whole ? "a whole number" : "a number") + " above 0",
        "leave the GPU keys out where no GPU is wanted");
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
