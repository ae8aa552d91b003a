package org.medveil.jobs.preflight;

import java.util.Locale;
import org.apache.spark.SparkConf;

/**
 * What one executor takes of a worker.
 *
 * @param cores task threads, at least 1
 * @param memoryMib heap and, where Spark uses memory off the heap, that too
 * @param gpus whole devices, 0 for none
 */
record ExecutorShape(int cores, long memoryMib, int gpus) {
  static final String GPUS = "spark.executor.resource.gpu.amount";

  static ExecutorShape of(SparkConf conf) {
    long memory = conf.getSizeAsMb("spark.executor.memory", "1g");
    if (conf.getBoolean("spark.memory.offHeap.enabled", false)) {
      memory += conf.getSizeAsMb("spark.memory.offHeap.size", "0");
    }
    // A standalone executor without a number of cores takes what its worker has.
    int least = conf.getInt("spark.task.cpus", 1);
    return new ExecutorShape(
        conf.getInt("spark.executor.cores", least), memory, conf.getInt(GPUS, 0));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d cores, %d MiB, %d GPUs", cores, memoryMib, gpus);
  }
}
