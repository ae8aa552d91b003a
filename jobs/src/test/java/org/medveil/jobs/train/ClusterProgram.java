package org.medveil.jobs.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.SamplingPlan;
import org.medveil.learning.Cohort;
import org.medveil.learning.EngineSettings;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.PatientExamples;

/**
 * A driver with executors in processes of their own; {@code ClusterTest} starts it. Says {@code
 * EQUAL} when the resident sums are those of the local driver although an executor's process was
 * killed, and {@code ENCRYPTED} when Spark's authentication was on.
 */
final class ClusterProgram {
  private ClusterProgram() {}

  /** Arguments: a Spark home with a jars folder, a file that is made when an executor has died. */
  public static void main(String[] args) {
    SparkConf conf =
        new SparkConf()
            .setMaster("local-cluster[2,1,512]")
            .setAppName("cluster")
            .setSparkHome(args[0])
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.executor.memory", "512m")
            .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
            .set("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
            .set("spark.locality.wait", "0")
            .set("spark.authenticate", "true")
            .set("spark.authenticate.secret", "only-for-this-test")
            .set("spark.network.crypto.enabled", "true");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      ModelSpec model = ModelSpec.named("mlp", 8, 1);
      List<PatientExamples> patients = Patients.random(40, 8, 3);
      JavaRDD<Cohort> cohorts =
          PatientData.cohorts(
                  spark.parallelize(patients, 2).map(p -> PatientData.dataSet(p, 1)),
                  new BucketPartitioner(16, 2))
              .cache();
      long reached = cohorts.count();
      StepPatients plain = new PoissonPatients(new SamplingPlan(0.5, 6), 16, new byte[32]);
      List<long[]> expected = new ArrayList<>();
      try (StepDriver local = open(cohorts, model, plain, "local")) {
        for (int step = 0; step < 6; step++) {
          expected.add(local.sum(step, model.initialParameters()));
        }
      }
      boolean equal = reached == 2;
      StepPatients deadly = new Deadly(plain, args[1]);
      try (StepDriver resident = open(cohorts, model, deadly, "resident")) {
        for (int step = 0; step < 6; step++) {
          long[] sum = resident.sum(step, model.initialParameters());
          equal &= Arrays.equals(expected.get(step), sum);
        }
      }
      if (SparkEnv.get().securityManager().isEncryptionEnabled()) {
        System.out.println("ENCRYPTED");
      }
      System.out.println(equal && Files.exists(Path.of(args[1])) ? "EQUAL" : "DIFFERENT");
    }
  }

  private static StepDriver open(
      JavaRDD<Cohort> cohorts, ModelSpec model, StepPatients participation, String driver) {
    GridGaussian grid = new GridGaussian(0.5, 1, model.parameterCount());
    SumRecipe recipe = new SumRecipe(model, grid, EngineSettings.forBatch(16 * 64), participation);
    return new StepDrivers(cohorts, recipe, line -> System.out.println("SAID " + line))
        .open(DriverSettings.named(driver));
  }

  /** The first executor to come to step 3 is killed without a word, as by the kernel. */
  private record Deadly(StepPatients inside, String mark) implements StepPatients {
    @Override
    public int[] sampled(int step, Cohort cohort) {
      try {
        if (step == 3 && Path.of(mark).toFile().createNewFile()) {
          Runtime.getRuntime().halt(137);
        }
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      return inside.sampled(step, cohort);
    }
  }
}
