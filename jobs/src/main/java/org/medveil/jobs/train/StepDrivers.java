package org.medveil.jobs.train;

import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.learning.Cohort;

/** The drivers by name, and what a cluster must offer for each. */
final class StepDrivers {
  /** A message of the network layer has fewer than 2³¹ bytes. */
  private static final int LONGEST_SUM = 1 << 27;

  private final JavaRDD<Cohort> cohorts;
  private final SumRecipe recipe;
  private final Consumer<String> say;

  StepDrivers(JavaRDD<Cohort> cohorts, SumRecipe recipe, Consumer<String> say) {
    this.cohorts = cohorts;
    this.recipe = recipe;
    this.say = say;
  }

  /** The driver that the settings name. */
  StepDriver open(DriverSettings settings) {
    refuseSpeculation(cohorts.context().getConf());
    return switch (settings.driver()) {
      case "job" -> job();
      case "local" -> local();
      case "resident" -> residentOrJob();
      default -> new AutoDriver(this, settings.localLimit(), say);
    };
  }

  StepDriver job() {
    return new JobDriver(cohorts, recipe);
  }

  StepDriver local() {
    try {
      return new LocalDriver(cohorts.collect(), localThreads(), recipe);
    } catch (Exception e) {
      if (e instanceof SparkException && e.getMessage().contains("spark.driver.maxResultSize")) {
        throw new Refusal(
            ExitCode.USAGE,
            "the decoded vectors do not fit spark.driver.maxResultSize",
            "use --driver resident or job, or raise that setting",
            e);
      }
      throw e;
    }
  }

  StepDriver resident() {
    return new ResidentDriver(cohorts, recipe, this::obstacleToResident, say);
  }

  private StepDriver residentOrJob() {
    if (dynamicAllocation(cohorts.context().getConf())) {
      throw Refusal.usage(
          "the resident driver needs executors that stay, dynamic allocation is on",
          "set spark.dynamicAllocation.enabled=false, or use --driver job");
    }
    Optional<String> obstacle = obstacleToResident();
    if (obstacle.isPresent()) {
      say.accept("driver job instead of resident: " + obstacle.get());
      return job();
    }
    return resident();
  }

  /** Why there can be no resident stage here; empty when there can. */
  Optional<String> obstacleToResident() {
    if (dynamicAllocation(cohorts.context().getConf())) {
      return Optional.of("spark.dynamicAllocation.enabled is on");
    }
    if (slots(cohorts.context()) < cohorts.getNumPartitions()) {
      return Optional.of("there are fewer task slots than partitions");
    }
    if (recipe.length() > LONGEST_SUM) {
      return Optional.of("the model has more than 2^27 trainable parameters");
    }
    return Optional.empty();
  }

  /** Bytes of all decoded vectors; private. Decodes them, too, where that is yet to be done. */
  long decodedBytes() {
    return cohorts.map(cohort -> (long) Float.BYTES * cohort.features().length).reduce(Long::sum);
  }

  /** Threads of the local driver: the master's in local mode, else the driver's own cores. */
  int localThreads() {
    SparkContext spark = cohorts.context();
    return spark.isLocal() ? slots(spark) : spark.getConf().getInt("spark.driver.cores", 1);
  }

  boolean moreSlotsThanLocalThreads() {
    return cohorts.getNumPartitions() > localThreads();
  }

  /** Tasks that can run at once, now. */
  static int slots(SparkContext spark) {
    return Math.max(
        1, spark.maxNumConcurrentTasks(spark.resourceProfileManager().defaultResourceProfile()));
  }

  private static boolean dynamicAllocation(SparkConf conf) {
    return conf.getBoolean("spark.dynamicAllocation.enabled", false)
        && !conf.get("spark.master", "").startsWith("local");
  }

  private static void refuseSpeculation(SparkConf conf) {
    if (conf.getBoolean("spark.speculation", false)) {
      throw Refusal.usage(
          "training does not run with speculative tasks", "set spark.speculation=false");
    }
  }
}
