package org.medveil.jobs.preflight;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.medveil.contracts.Refusal;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * What verbs meet on a standalone cluster; {@code StandaloneClusterTest} starts it and reads what
 * it prints. Arguments: the Master's port, its pages' port, then the names of cases.
 */
final class PreflightProgram {
  private final int master;
  private final int pages;

  private PreflightProgram(int master, int pages) {
    this.master = master;
    this.pages = pages;
  }

  public static void main(String[] args) {
    PreflightProgram program =
        new PreflightProgram(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    for (String name : List.of(args).subList(2, args.length)) {
      program.run(name);
    }
  }

  private void run(String name) {
    long start = System.nanoTime();
    String said;
    try {
      said = result(name);
    } catch (Refusal refusal) {
      said = "exit " + refusal.exitCode().code() + ", " + refusal.getMessage();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("CASE %s: %s%n", name, said);
    System.out.printf("TIME %s %.1f%n", name, seconds);
  }

  private String result(String name) {
    return switch (name) {
      case "no-worker" -> open(Map.of(Patience.WAIT, "5s"), spark -> "open");
      case "gpus" ->
          open(
              twoGpus(),
              spark -> "GPUs " + addresses(spark, 2) + ", three: " + moreTasksThanSlots(spark));
      case "dynamic" -> open(dynamic(), spark -> "open");
      case "dying" -> open(dying(), spark -> "open");
      default -> throw new IllegalArgumentException(name);
    };
  }

  private interface Work {
    String in(JavaSparkContext spark);
  }

  private String open(Map<String, String> settings, Work work) {
    Map<String, String> all = new TreeMap<>();
    all.put("spark.master", "spark://127.0.0.1:" + master);
    all.put(Patience.UI, "http://127.0.0.1:" + pages);
    all.put("spark.ui.enabled", "false");
    all.put("spark.driver.host", "127.0.0.1");
    all.put("spark.executor.memory", "512m");
    all.put("spark.executor.cores", "1");
    all.put("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    all.put("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    all.putAll(settings);
    SparkConf conf = new SparkConf();
    all.forEach(conf::set);
    SparkSession spark =
        Preflight.open(
            SparkSession.builder().appName("preflight").config(conf),
            conf,
            line -> System.out.println("SAID " + line));
    try {
      return work.in(JavaSparkContext.fromSparkContext(spark.sparkContext()));
    } finally {
      spark.stop();
    }
  }

  private static Map<String, String> twoGpus() {
    return Map.of(
        ExecutorShape.GPUS,
        "1",
        GpuKeys.TASK_GPUS,
        "1",
        Patience.EXECUTORS,
        "2",
        Preflight.LOOK,
        "1s",
        Preflight.LOOKS,
        "2");
  }

  private static Map<String, String> dynamic() {
    return Map.of(
        "spark.dynamicAllocation.enabled",
        "true",
        "spark.dynamicAllocation.shuffleTracking.enabled",
        "true",
        Patience.WAIT,
        "60s");
  }

  /** Executors whose JVM does not start; the Master starts them again without end. */
  private static Map<String, String> dying() {
    return Map.of(
        "spark.executor.extraJavaOptions", "-XX:+UseSerialGC -XX:+UseG1GC", Patience.WAIT, "8s");
  }

  /** The GPUs that so many tasks see which run at once, sorted. */
  private static String addresses(JavaSparkContext spark, int tasks) {
    ClassTag<String> text = ClassTag$.MODULE$.apply(String.class);
    JavaRDD<Integer> rows = spark.parallelize(IntStream.range(0, tasks).boxed().toList(), tasks);
    return new TreeSet<>(
            JavaRDD.fromRDD(rows.rdd().barrier().mapPartitions(new GpuOfTask(), false, text), text)
                .collect())
        .toString();
  }

  private static String moreTasksThanSlots(JavaSparkContext spark) {
    try {
      return addresses(spark, 3);
    } catch (Exception e) {
      if (e instanceof SparkException) {
        return e.getMessage().lines().findFirst().orElse("");
      }
      throw e;
    }
  }

  private static final class GpuOfTask
      extends scala.runtime.AbstractFunction1<
          scala.collection.Iterator<Integer>, scala.collection.Iterator<String>>
      implements java.io.Serializable {
    @Override
    public scala.collection.Iterator<String> apply(scala.collection.Iterator<Integer> rows) {
      BarrierTaskContext task = BarrierTaskContext.get();
      return scala.collection.JavaConverters.asScalaIterator(
          List.of(task.resourcesJMap().get("gpu").addresses()[0]).iterator());
    }
  }
}
